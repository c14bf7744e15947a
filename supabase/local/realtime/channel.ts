import type { Sql } from 'postgres';

import { mayRead, mayWrite } from './authorization.ts';
import type { Claims, Verdict } from './authorization.ts';
import type { Subscriber } from './hub.ts';

/** The longest delay of a Node timer. A token that lives longer is checked again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface ChannelOptions {
  /** Without the `realtime:` prefix. */
  topic: string;
  joinRef: string | null;
  isPrivate: boolean;
  /** Answer each broadcast of the client. */
  ack: boolean;
  /** Echo each broadcast of the client to itself. */
  self: boolean;
  sql: Sql;
  send: (frame: string | Buffer) => void;
  /** The authorisation ended, for the reason given. */
  onRevoked: (reason: string) => void;
}

/** One joined topic of one client, with the client's claims until they expire. */
export class Channel implements Subscriber {
  readonly topic: string;
  readonly isPrivate: boolean;
  #claims: Claims | null = null;
  #write: Promise<Verdict> | null = null;
  #expiry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(readonly options: ChannelOptions) {
    this.topic = options.topic;
    this.isPrivate = options.isPrivate;
  }

  /**
   * Runs the policies for these claims and, when they allow it, keeps the claims until they expire.
   */
  async authorize(claims: Claims): Promise<Verdict> {
    const verdict: Verdict = this.isPrivate ? await mayRead(this.options.sql, this.topic, claims) : { allowed: true };
    if (!verdict.allowed || this.#closed) return verdict;
    this.#claims = claims;
    this.#write = null;
    this.#watchExpiry(claims);
    return verdict;
  }

  /** Whether the client may send here. The insert policy is checked once per authorisation. */
  async canSend(): Promise<boolean> {
    if (!this.#claims) return false;
    if (!this.isPrivate) return true;
    this.#write ??= mayWrite(this.options.sql, this.topic, this.#claims);
    return (await this.#write).allowed;
  }

  deliver(frame: string | Buffer): void {
    this.options.send(frame);
  }

  /** Ends the channel. An authorisation that is still under way has no effect then. */
  close(): void {
    this.#closed = true;
    this.#claims = null;
    clearTimeout(this.#expiry);
  }

  #watchExpiry(claims: Claims): void {
    clearTimeout(this.#expiry);
    if (claims.exp === undefined) return;
    const remaining = claims.exp * 1000 - Date.now();
    if (remaining <= 0) return this.options.onRevoked('InvalidJWTToken: Token has expired');
    this.#expiry = setTimeout(() => this.#watchExpiry(claims), Math.min(remaining, LONGEST_TIMER_MS));
    this.#expiry.unref();
  }
}
