import type { Message } from './message-feed.ts';
import { encodeBroadcast } from './protocol.ts';

/** A channel that has joined a topic and may listen to it. */
export interface Subscriber {
  /** Without the `realtime:` prefix. */
  readonly topic: string;
  readonly isPrivate: boolean;
  deliver(frame: string | Buffer): void;
}

/**
 * The subscribers of each topic. A private and a public channel of one name are two topics, so that a private message
 * never reaches a channel without authorisation.
 */
export class Hub {
  #subscribers = new Map<string, Set<Subscriber>>();

  get isEmpty(): boolean {
    return this.#subscribers.size === 0;
  }

  add(subscriber: Subscriber): void {
    const key = keyOf(subscriber.topic, subscriber.isPrivate);
    const others = this.#subscribers.get(key);
    if (others) others.add(subscriber);
    else this.#subscribers.set(key, new Set([subscriber]));
  }

  remove(subscriber: Subscriber): void {
    const key = keyOf(subscriber.topic, subscriber.isPrivate);
    const others = this.#subscribers.get(key);
    others?.delete(subscriber);
    if (others?.size === 0) this.#subscribers.delete(key);
  }

  /** Delivers a message from the database. */
  publish(message: Message): void {
    const { id, topic, event, payload } = message;
    this.#send(topic, message.private, () => encodeBroadcast(`realtime:${topic}`, event, payload, id));
  }

  /** Delivers what one subscriber sent to the others, and to itself if it asked for that. */
  relay(from: Subscriber, event: string, payload: unknown, toSelf: boolean): void {
    const encode = () => encodeBroadcast(`realtime:${from.topic}`, event, payload);
    this.#send(from.topic, from.isPrivate, encode, toSelf ? undefined : from);
  }

  #send(topic: string, isPrivate: boolean, encode: () => string | Buffer, except?: Subscriber): void {
    const subscribers = this.#subscribers.get(keyOf(topic, isPrivate));
    if (!subscribers) return;
    const frame = encode();
    for (const subscriber of subscribers) if (subscriber !== except) subscriber.deliver(frame);
  }
}

function keyOf(topic: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'}:${topic}`;
}
