import type { BookForClientInput } from '@/data/sessions/use-book-for-client';
import type { KnownClient } from '@/domain/clients';
import type { SlotReason } from '@/domain/slot-reason';
import type { WallTime } from '@/components/booking/times/wall-time';

/** Who the session is for: a client from the list, or a guest typed in. */
export interface WhoDraft {
  kind: 'known' | 'new';
  known: KnownClient | null;
  name: string;
  email: string;
  phone: string;
}

/** When: a listed start, or any time of any day. */
export interface WhenDraft {
  kind: 'free' | 'any';
  /** The day whose free times are shown; null: the first that has any. */
  date: string | null;
  /** ISO, of those. */
  startsAt: string | null;
  any: WallTime;
}

type Client = BookForClientInput['client'];

/** The client to send, or what is wrong with which field. */
export function checkWho(
  who: WhoDraft,
): { ok: true; client: Client; name: string } | { ok: false; errors: Partial<Record<'known' | 'name' | 'email', string>> } {
  if (who.kind === 'known') {
    const { known } = who;
    if (!known) return { ok: false, errors: { known: 'Choose a client, or “Somebody new”.' } };
    const client = known.id === null ? { name: known.name, email: known.email, phone: known.phone } : { id: known.id };
    return { ok: true, client, name: known.name };
  }
  const name = who.name.trim();
  const email = who.email.trim();
  const errors: Partial<Record<'name' | 'email', string>> = {};
  if (name === '') errors.name = 'Say who the session is for.';
  // As loose as the database: a mail that does not arrive is found out sooner than a strange address is understood.
  if (email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) errors.email = 'This does not look like an email address.';
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, client: { name, email, phone: who.phone.trim() }, name };
}

/** How much a reason matters when the therapist books: not at all, a note, a confirmation (`override`), or a refusal. */
export type Severity = 'fine' | 'note' | 'override' | 'blocked';

/**
 * How a reason affects a booking by the therapist: rules for clients are only a note; working time, buffers and the
 * day's limit need the therapist's confirmation; another session and the past cannot be booked.
 */
export function severityOf(reason: SlotReason): Severity {
  switch (reason) {
    case 'open':
    case 'duration':
    case 'other':
      return 'fine';
    case 'notice':
    case 'booking_window':
    case 'paused':
      return 'note';
    case 'weekly_hours':
    case 'time_off':
    case 'between_starts':
    case 'does_not_fit':
    case 'buffer':
    case 'day_full':
      return 'override';
    case 'session':
    case 'past':
      return 'blocked';
  }
}
