import postgres from 'postgres';
import type { Sql } from 'postgres';

/** A row of `realtime.messages` on its way out. */
export interface Message {
  id: string;
  topic: string;
  event: string;
  payload: unknown;
  private: boolean;
}

export interface MessageFeedOptions {
  databaseUrl: string;
  /** The pool that fetches the rows. */
  sql: Sql;
  /** False while there are no subscribers: then rows are not fetched. */
  isWanted: () => boolean;
  onMessages: (messages: Message[]) => void;
  /** Called when listening again after the connection was lost: messages may have been missed. */
  onGap: () => void;
}

const RETRY_MS = 100;

/**
 * Follows `realtime.messages` by LISTEN, in commit order, and survives a restart of Postgres.
 * Resolves once it listens; rejects when the first connection fails.
 */
export async function startMessageFeed(options: MessageFeedOptions): Promise<{ stop(): Promise<void> }> {
  const { sql, isWanted, onMessages, onGap } = options;
  let stopped = false;
  let pending: string[] = [];
  let fetching = false;

  async function drain(): Promise<void> {
    if (fetching) return;
    fetching = true;
    while (pending.length > 0 && !stopped) {
      const ids = pending;
      pending = [];
      try {
        const rows = await sql<Message[]>`
          select id, topic, event, payload, private from realtime.messages
          where id = any(${ids}::uuid[]) and extension = 'broadcast' and event is not null`;
        const byId = new Map(rows.map((row) => [row.id, row]));
        onMessages(ids.map((id) => byId.get(id)).filter((row) => row !== undefined));
      } catch {
        // The database was lost. The listening connection notices that too and reports a gap.
      }
    }
    fetching = false;
  }

  // `onnotify` is passed to the driver directly, because its own sql.listen() stops listening when the first attempt to
  // reconnect fails, as it does while a server restarts.
  const listenerOptions = {
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => undefined,
    onnotify: (_channel: string, id: string) => {
      if (!isWanted()) return;
      pending.push(id);
      void drain();
    },
    onclose: () => {
      if (!stopped) void listenAgain();
    },
  };
  const listener = postgres(options.databaseUrl, listenerOptions);
  const listen = () => listener`listen realtime_messages`;
  let reconnecting = false;

  async function listenAgain(): Promise<void> {
    if (reconnecting) return;
    reconnecting = true;
    while (!stopped) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      try {
        await listen();
        onGap();
        break;
      } catch {
        // The server has not started yet.
      }
    }
    reconnecting = false;
  }

  try {
    await listen();
  } catch (error) {
    stopped = true;
    await listener.end({ timeout: 1 });
    throw error;
  }
  return {
    async stop() {
      stopped = true;
      await listener.end({ timeout: 1 });
    },
  };
}
