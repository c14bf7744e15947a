import type { Sql } from 'postgres';
import type { RawData, WebSocket } from 'ws';

import type { Claims } from './authorization.ts';
import { Channel } from './channel.ts';
import type { Hub } from './hub.ts';
import { accessTokenPayload, broadcastPayload, decodeFrame, encodeFrame, joinPayload } from './protocol.ts';
import type { Frame } from './protocol.ts';

/** A client with more unread bytes is dropped. It reconnects and refetches when it can. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** As on hosted Supabase. */
const MAX_CHANNELS = 100;
const PREFIX = 'realtime:';

export interface ConnectionOptions {
  socket: WebSocket;
  sql: Sql;
  hub: Hub;
  /** The claims of a token, null when it is not valid. Without a token, the claims of the API key. */
  identify: (token: string | null | undefined) => Promise<Claims | null>;
}

/** One client: reads its frames and holds its channels. */
export class Connection {
  #channels = new Map<string, Channel>();
  #queues = new Map<string, Promise<void>>();
  #alive = true;

  constructor(private readonly options: ConnectionOptions) {
    const { socket } = options;
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => (this.#alive = true));
    socket.on('close', () => this.#closeAll());
    socket.on('error', () => socket.terminate());
  }

  /** Pings; drops a client that has not answered since the last call. */
  checkAlive(): void {
    if (!this.#alive) return this.options.socket.terminate();
    this.#alive = false;
    this.options.socket.ping();
  }

  #receive(data: RawData, isBinary: boolean): void {
    const frame = decodeFrame(data, isBinary);
    if (!frame) return this.options.socket.close(1003, 'not a Phoenix 2.0.0 frame');
    if (frame.topic === 'phoenix') return this.#reply(frame, 'ok', {});
    // One at a time per topic: frames after a new token must be authorised with the new token.
    const turn = (this.#queues.get(frame.topic) ?? Promise.resolve())
      .then(() => this.#handle(frame))
      .catch(() => this.#reply(frame, 'error', { reason: 'the server could not answer' }))
      .finally(() => {
        if (this.#queues.get(frame.topic) === turn) this.#queues.delete(frame.topic);
      });
    this.#queues.set(frame.topic, turn);
  }

  async #handle(frame: Frame): Promise<void> {
    if (frame.event === 'phx_join') return this.#join(frame);
    const channel = this.#channels.get(frame.topic);
    if (!channel) return this.#reply(frame, 'error', { reason: 'unmatched topic' });
    switch (frame.event) {
      case 'phx_leave':
        this.#reply(frame, 'ok', {});
        return this.#close(channel);
      case 'access_token':
        return this.#refresh(channel, frame);
      case 'broadcast':
        return this.#broadcast(channel, frame);
      case 'presence':
        return this.#reply(frame, 'error', { reason: 'Presence is not part of the embedded Realtime' });
      default:
        return this.#reply(frame, 'error', { reason: `unknown event ${frame.event}` });
    }
  }

  async #join(frame: Frame): Promise<void> {
    const request = joinPayload.safeParse(frame.payload);
    const refuse = (reason: string) => this.#reply(frame, 'error', { reason });
    if (!frame.topic.startsWith(PREFIX) || frame.topic === PREFIX) return refuse('unmatched topic');
    if (!request.success) return refuse('InvalidJoinPayload');
    const earlier = this.#channels.get(frame.topic);
    if (earlier) this.#close(earlier);
    if (this.#channels.size >= MAX_CHANNELS) return refuse('ChannelRateLimitReached: Too many channels');

    const { config, access_token: token } = request.data;
    const channel = new Channel({
      topic: frame.topic.slice(PREFIX.length),
      joinRef: frame.joinRef,
      isPrivate: config?.private ?? false,
      ack: config?.broadcast?.ack ?? false,
      self: config?.broadcast?.self ?? false,
      sql: this.options.sql,
      send: (out) => this.#send(out),
      onRevoked: (reason) => this.#shutDown(channel, reason),
    });
    this.#channels.set(frame.topic, channel);

    const claims = await this.options.identify(token);
    const verdict = claims
      ? await channel.authorize(claims)
      : ({ allowed: false, reason: 'InvalidJWTToken: the access token is not valid or has expired' } as const);
    // Meanwhile the client may have left, or the token expired.
    if (this.#channels.get(frame.topic) !== channel) return;
    if (!verdict.allowed) {
      this.#forget(channel);
      return refuse(verdict.reason);
    }
    this.options.hub.add(channel);
    const changes = (config?.postgres_changes ?? []).map((filter, index) => ({ ...filter, id: index + 1 }));
    this.#reply(frame, 'ok', { postgres_changes: changes });
    if (config?.presence?.enabled) this.#push(channel, 'presence_state', {});
    if (changes.length > 0) {
      const message = 'Postgres Changes are not part of the embedded Realtime: broadcast from a trigger instead';
      this.#system(channel, 'postgres_changes', message);
    }
  }

  async #refresh(channel: Channel, frame: Frame): Promise<void> {
    const token = accessTokenPayload.safeParse(frame.payload).data?.access_token;
    if (!token) return;
    const claims = await this.options.identify(token);
    if (!claims) return this.#shutDown(channel, 'InvalidJWTToken: the access token is not valid or has expired');
    const verdict = await channel.authorize(claims);
    if (!verdict.allowed) this.#shutDown(channel, verdict.reason, verdict.temporary ? 'phx_error' : 'phx_close');
  }

  async #broadcast(channel: Channel, frame: Frame): Promise<void> {
    const message = broadcastPayload.safeParse(frame.payload);
    if (!message.success) return this.#reply(frame, 'error', { reason: 'a broadcast needs an event' });
    if (!(await channel.canSend())) {
      return this.#reply(frame, 'error', { reason: `Unauthorized: no policy lets you write to ${channel.topic}` });
    }
    const { event, payload } = message.data;
    this.options.hub.relay(channel, event, payload, channel.options.self);
    if (channel.options.ack) this.#reply(frame, 'ok', {});
  }

  /**
   * Ends a channel from the server's side: sends the reason, then the end, as hosted Realtime does.
   * The client joins again by itself after `phx_error`, but not after `phx_close`.
   */
  #shutDown(channel: Channel, reason: string, event: 'phx_close' | 'phx_error' = 'phx_close'): void {
    if (this.#channels.get(PREFIX + channel.topic) !== channel) return;
    this.#system(channel, 'system', reason);
    this.#close(channel, event);
  }

  #close(channel: Channel, event: 'phx_close' | 'phx_error' = 'phx_close'): void {
    this.#forget(channel);
    const { joinRef } = channel.options;
    this.#send(encodeFrame({ joinRef, ref: joinRef, topic: PREFIX + channel.topic, event, payload: {} }));
  }

  #forget(channel: Channel): void {
    channel.close();
    this.options.hub.remove(channel);
    this.#channels.delete(PREFIX + channel.topic);
  }

  #closeAll(): void {
    for (const channel of this.#channels.values()) this.#forget(channel);
  }

  #system(channel: Channel, extension: string, message: string): void {
    this.#push(channel, 'system', { channel: channel.topic, extension, status: 'error', message });
  }

  #push(channel: Channel, event: string, payload: unknown): void {
    this.#send(encodeFrame({ joinRef: null, ref: null, topic: PREFIX + channel.topic, event, payload }));
  }

  #reply({ joinRef, ref, topic }: Frame, status: 'ok' | 'error', response: unknown): void {
    this.#send(encodeFrame({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } }));
  }

  #send(frame: string | Buffer): void {
    const { socket } = this.options;
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNREAD_BYTES) return socket.terminate();
    socket.send(frame);
  }
}
