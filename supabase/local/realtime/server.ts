import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

import type { Claims } from './authorization.ts';
import { Connection } from './connection.ts';
import { Hub } from './hub.ts';
import { startMessageFeed } from './message-feed.ts';

export interface RealtimeOptions {
  /** A role that owns `realtime.messages` and may `set role` to the API roles. */
  databaseUrl: string;
  /** The claims of a valid access token, null for one that is forged, malformed or expired. */
  verifyAccessToken: (token: string) => Promise<Claims | null>;
  publishableKey: string;
  secretKey: string;
}

export interface Realtime {
  /** Takes over an HTTP upgrade of `/realtime/v1/websocket?apikey=…&vsn=2.0.0`. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

const PING_INTERVAL_MS = 30_000;
const PRUNE_INTERVAL_MS = 10 * 60_000;
const MAX_FRAME_BYTES = 1024 * 1024;

/**
 * The embedded Realtime: broadcast from the database over Phoenix channels, private channels
 * guarded by the policies on `realtime.messages`. Needs `bootstrap/realtime.sql` applied.
 * Rejects when the database cannot be reached; afterwards it survives the database's restarts.
 */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const sql = postgres(options.databaseUrl, { max: 4, connect_timeout: 5, onnotice: () => undefined });
  const hub = new Hub();
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const connections = new Map<WebSocket, Connection>();

  const closeAll = (code: number, reason: string) => {
    for (const socket of connections.keys()) socket.close(code, reason);
  };
  const feed = await startMessageFeed({
    databaseUrl: options.databaseUrl,
    sql,
    isWanted: () => !hub.isEmpty,
    onMessages: (messages) => messages.forEach((message) => hub.publish(message)),
    // Messages sent meanwhile are lost. Clients rejoin after a close and then refetch.
    onGap: () => closeAll(1012, 'the database restarted'),
  }).catch(async (error: unknown) => {
    await sql.end({ timeout: 1 });
    throw error;
  });

  const prune = () =>
    sql`delete from realtime.messages
        where inserted_at < (now() at time zone 'utc') - interval '1 day'`.catch(() => undefined);
  void prune();
  const timers = [
    setInterval(() => void prune(), PRUNE_INTERVAL_MS),
    setInterval(() => connections.forEach((connection) => connection.checkAlive()), PING_INTERVAL_MS),
  ];

  const identifyKey = async (key: string): Promise<Claims | null> => {
    if (key === options.publishableKey) return { role: 'anon' };
    if (key === options.secretKey) return { role: 'service_role' };
    return options.verifyAccessToken(key);
  };

  async function accept(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const query = new URL(req.url ?? '/', 'http://localhost').searchParams;
    if (query.get('vsn') !== '2.0.0') return refuse(socket, '400 Bad Request', 'vsn must be 2.0.0');
    const apiKey = query.get('apikey');
    const keyClaims = apiKey ? await identifyKey(apiKey) : null;
    if (!keyClaims) return refuse(socket, '401 Unauthorized', 'Invalid API key');
    server.handleUpgrade(req, socket, head, (client) => {
      const identify = (token: string | null | undefined) => (token ? identifyKey(token) : Promise.resolve(keyClaims));
      connections.set(client, new Connection({ socket: client, sql, hub, identify }));
      client.on('close', () => connections.delete(client));
    });
  }

  return {
    handleUpgrade(req, socket, head) {
      socket.on('error', () => socket.destroy());
      accept(req, socket, head).catch(() => refuse(socket, '500 Internal Server Error', 'Realtime failed'));
    },
    async stop() {
      timers.forEach((timer) => clearInterval(timer));
      closeAll(1001, 'the server is stopping');
      await feed.stop();
      await sql.end({ timeout: 1 });
      for (const socket of connections.keys()) socket.terminate();
      server.close();
    },
  };
}

function refuse(socket: Duplex, status: string, message: string): void {
  const body = JSON.stringify({ error: { code: 'REALTIME_REFUSED', message } });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
