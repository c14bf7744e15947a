import type { RawData } from 'ws';
import { z } from 'zod';

/**
 * One message of the Phoenix protocol 2.0.0 as `@supabase/realtime-js` speaks it:
 * `[join_ref, ref, topic, event, payload]`, where topic is `realtime:<name>` or `phoenix`.
 */
export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

const textFrame = z.tuple([z.string().nullable(), z.string().nullable(), z.string(), z.string(), z.unknown()]);

/** The payload of a join. Unknown settings are ignored, as by hosted Realtime. */
export const joinPayload = z.object({
  config: z
    .object({
      private: z.boolean().nullish(),
      broadcast: z.object({ ack: z.boolean().nullish(), self: z.boolean().nullish() }).nullish(),
      presence: z.object({ enabled: z.boolean().nullish() }).nullish(),
      postgres_changes: z.array(z.record(z.string(), z.unknown())).nullish(),
    })
    .nullish(),
  access_token: z.string().nullish(),
});

export const accessTokenPayload = z.object({ access_token: z.string().nullish() });

export const broadcastPayload = z.object({ event: z.string(), payload: z.unknown() });

const BROADCAST_PUSH = 3;
const BROADCAST = 4;
const BINARY_ENCODING = 0;
const JSON_ENCODING = 1;

/** Reads one WebSocket message. Returns null for anything that is not a frame. */
export function decodeFrame(data: RawData, isBinary: boolean): Frame | null {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;
  try {
    if (isBinary) return decodeBroadcastPush(bytes);
    const [joinRef, ref, topic, event, payload] = textFrame.parse(JSON.parse(bytes.toString('utf8')));
    return { joinRef, ref, topic, event, payload };
  } catch {
    return null;
  }
}

/** Writes a frame as text. */
export function encodeFrame({ joinRef, ref, topic, event, payload }: Frame): string {
  return JSON.stringify([joinRef, ref, topic, event, payload]);
}

/**
 * The frame that delivers a broadcast: text for JSON, the binary form for a payload of bytes.
 * It has no join ref, so that all subscribers get the same bytes.
 */
export function encodeBroadcast(topic: string, event: string, payload: unknown, messageId?: string): string | Buffer {
  if (Buffer.isBuffer(payload)) {
    const [topicBytes, eventBytes] = [Buffer.from(topic), Buffer.from(event)];
    const header = Buffer.from([BROADCAST, topicBytes.length, eventBytes.length, 0, BINARY_ENCODING]);
    return Buffer.concat([header, topicBytes, eventBytes, payload]);
  }
  const meta = messageId === undefined ? {} : { meta: { id: messageId } };
  return encodeFrame({
    joinRef: null,
    ref: null,
    topic,
    event: 'broadcast',
    payload: { type: 'broadcast', event, payload, ...meta },
  });
}

/**
 * Broadcasts from a client come in a binary frame: six bytes with the kind and the lengths of what
 * follows, one byte with the encoding, then join ref, ref, topic, event, metadata and payload.
 */
function decodeBroadcastPush(bytes: Buffer): Frame | null {
  if (bytes[0] !== BROADCAST_PUSH || bytes.length < 7) return null;
  let offset = 7;
  const [joinRef, ref, topic, event] = [1, 2, 3, 4].map((at) => {
    const length = bytes[at] ?? 0;
    return bytes.toString('utf8', offset, (offset += length));
  });
  offset += bytes[5] ?? 0;
  if (topic === undefined || event === undefined) return null;
  const body = bytes.subarray(offset);
  const payload: unknown = bytes[6] === JSON_ENCODING ? JSON.parse(body.toString('utf8')) : body;
  return { joinRef: joinRef || null, ref: ref || null, topic, event: 'broadcast', payload: { event, payload } };
}
