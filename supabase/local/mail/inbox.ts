import { EventEmitter } from 'node:events';

import { simpleParser } from 'mailparser';
import type { AddressObject } from 'mailparser';

interface StoredAttachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** A received message. `id` counts up and is never used twice while the stack runs. */
export interface StoredMessage {
  id: string;
  receivedAt: Date;
  from: string;
  /** The addresses it was delivered to, in lower case, without display names. */
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  /** Every web address in it, in order, once. */
  links: string[];
  attachments: StoredAttachment[];
}

const CAPACITY = 500;

/** The last 500 messages, newest first, in memory only. Emits `change` after each arrival and clearing. */
export class Inbox extends EventEmitter<{ change: [] }> {
  #messages: StoredMessage[] = [];
  #lastId = 0;

  /** Parses and keeps a raw message (RFC 5322) sent to `recipients`. Rejects what cannot be parsed. */
  async receive(raw: Buffer, recipients: string[]): Promise<void> {
    const mail = await simpleParser(raw);
    const text = mail.text ?? '';
    const html = mail.html || null;
    this.#messages.unshift({
      id: String(++this.#lastId),
      receivedAt: new Date(),
      from: mail.from?.text ?? '',
      to: [...new Set([...recipients, ...addressesOf(mail.to)].map((address) => address.toLowerCase()))],
      subject: mail.subject ?? '',
      text,
      html,
      links: linksOf(html, text),
      attachments: mail.attachments
        .filter((attachment) => !attachment.related)
        .map(({ filename, contentType, content }) => ({ filename: filename ?? 'attachment', contentType, content })),
    });
    this.#messages.splice(CAPACITY);
    this.emit('change');
  }

  /** Newest first; only those delivered to `to` when given. */
  list(to?: string): StoredMessage[] {
    const wanted = to?.toLowerCase();
    return wanted === undefined ? this.#messages : this.#messages.filter((message) => message.to.includes(wanted));
  }

  find(id: string): StoredMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  clear(): void {
    this.#messages = [];
    this.emit('change');
  }
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap((object) => object.value.flatMap(({ address }) => (address ? [address] : [])));
}

function linksOf(html: string | null, text: string): string[] {
  const inHtml = [...(html ?? '').matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) => match[1] ?? match[2] ?? '');
  const inText = [...text.matchAll(WEB_ADDRESS)].map((match) => match[0]);
  const decoded = inHtml.map((link) => link.replaceAll('&amp;', '&').trim());
  return [...new Set([...decoded, ...inText])].filter((link) => /^https?:\/\//i.test(link));
}

/** A web address in running text, without the punctuation or bracket that follows it. */
export const WEB_ADDRESS = /https?:\/\/[^\s<>"'\]]*[^\s<>"'\].,;:!?)]/gi;
