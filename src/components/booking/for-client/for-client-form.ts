import { z } from 'zod';
import type { BookForClientInput } from '@/data/sessions/use-book-for-client';
import type { KnownClient } from '@/data/sessions/use-clients';
import type { SlotReason } from '@/domain/slot-reason';
import { resolveWallTime } from '@/components/booking/times/wall-time';

/** Who the session is for: a client from the list, or a guest typed in. Becomes the client to send, and their name. */
export const whoSchema = z
  .object({
    kind: z.enum(['known', 'new']),
    known: z.custom<KnownClient>().nullable(),
    name: z.string().trim(),
    email: z.string().trim(),
    phone: z.string().trim(),
  })
  .transform(({ kind, known, name, email, phone }, context): { client: BookForClientInput['client']; name: string } => {
    if (kind === 'known') {
      if (known !== null && known.id !== null) return { client: { id: known.id }, name: known.name };
      if (known) return { client: { name: known.name, email: known.email, phone: known.phone }, name: known.name };
      context.addIssue({ code: 'custom', path: ['known'], message: 'Choose a client, or “Somebody new”.' });
      return z.NEVER;
    }
    if (name === '') context.addIssue({ code: 'custom', path: ['name'], message: 'Say who the session is for.' });
    // As loose as the database: a mail that does not arrive is found out sooner than a strange address is understood.
    if (email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
      context.addIssue({ code: 'custom', path: ['email'], message: 'This does not look like an email address.' });
    }
    return { client: { name, email, phone }, name };
  });

export type WhoDraft = z.input<typeof whoSchema>;

/** When: a listed start, or any time of any day. Becomes the instant to send, ISO. */
const whenSchema = (zone: string) =>
  z
    .object({
      kind: z.enum(['free', 'any']),
      /** The day whose free times are shown; null: the first that has any. */
      date: z.string().nullable(),
      /** ISO, of those. */
      startsAt: z.string().nullable(),
      any: z.object({ date: z.string(), time: z.string(), later: z.boolean() }),
    })
    .transform(({ kind, startsAt, any }, context) => {
      const start = kind === 'free' ? startsAt : resolveWallTime(any, zone).startsAt;
      if (start !== null) return { startsAt: start, isListed: kind === 'free' };
      const message = kind === 'free' ? 'Choose a time.' : 'Give a date and a time.';
      context.addIssue({ code: 'custom', path: ['startsAt'], message });
      return z.NEVER;
    });

export type WhenDraft = z.input<ReturnType<typeof whenSchema>>;

/** How much a reason matters when the therapist books: not at all, a note, a confirmation (`override`), or a refusal. */
const SEVERITIES = ['fine', 'note', 'override', 'blocked'] as const;
export type Severity = (typeof SEVERITIES)[number];

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

/** A booking on behalf of a client, and what is sent of it. */
export const forClientSchema = (zone: string) =>
  z
    .object({
      who: whoSchema,
      when: whenSchema(zone),
      notes: z.string().trim(),
      payOnline: z.boolean(),
      /** Of what is in the way of the time, as soon as that is known. */
      severity: z.enum(SEVERITIES),
      /** The therapist's confirmation where the time needs it. */
      agreed: z.boolean(),
    })
    .refine(({ severity, agreed }) => severity !== 'blocked' && (severity !== 'override' || agreed), {
      path: ['agreed'],
      error: 'Tick this to book the time, or choose another.',
      // Also while the client or the time is missing.
      when: () => true,
    });

/** Nothing chosen yet. `today` is the therapist's, YYYY-MM-DD. */
export function newBooking(today: string): z.input<ReturnType<typeof forClientSchema>> {
  return {
    who: { kind: 'known', known: null, name: '', email: '', phone: '' },
    when: { kind: 'free', date: null, startsAt: null, any: { date: today, time: '', later: false } },
    notes: '',
    payOnline: false,
    severity: 'fine',
    agreed: false,
  };
}
