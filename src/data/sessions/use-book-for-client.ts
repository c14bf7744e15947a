import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useCurrentUserId } from '@/data/current-user';
import { onlyGiven } from '@/data/only-given';
import { parseInput } from '@/data/parse-input';
import type { SlotReason } from '@/domain/slot-reason';
import { AppError, isRetryable, toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { refreshAfterRefusal } from './refresh-after-refusal';
import type { Session } from './session';
import { fetchSession, readBack } from './use-session';
import { useSessionCache } from './use-session-cache';

/** A client of the therapist's own (see `useClients`), or a guest: a person without an account. */
const clientSchema = z.union([
  z.object({ id: z.uuid() }),
  z.object({
    name: z.string().trim().min(1, 'Say who the session is for.').max(120, 'At most 120 characters.'),
    /** Empty when there is none. */
    email: z.union([z.literal(''), z.email('This does not look like an email address.')]).default(''),
    phone: z.string().trim().max(40, 'At most 40 characters.').default(''),
  }),
]);

export const bookForClientSchema = z.object({
  /** From `newBookingId()`, kept while the same booking is tried: the idempotency key. */
  id: z.uuid(),
  /** ISO. */
  startsAt: z.iso.datetime({ offset: true }),
  durationMinutes: z.number().int().positive(),
  sessionTypeId: z.uuid().nullish(),
  client: clientSchema,
  notes: z.string().max(2000, 'At most 2000 characters.').optional(),
  /** `pending`: the client may pay later; the time is theirs either way. */
  payment: z.enum(['not_required', 'pending']).default('not_required'),
  /** Books outside the hours, into a buffer, or past the day's limit; only after a warning on screen. Never into another session. */
  outsideHours: z.boolean().default(false),
});
export type BookForClientInput = z.input<typeof bookForClientSchema>;

/** Codes with which the database answers when the first try got through and only its answer was lost. */
const PERHAPS_OURS = new Set(['SLOT_TAKEN', 'CLIENT_BUSY', 'DAY_FULL', 'DUPLICATE']);

/**
 * Books a confirmed session for a client, as the therapist. Safe to repeat with the same id. Throws AppError:
 * `OUTSIDE_WORKING_HOURS` (see `canOverride`), `SLOT_TAKEN`, `DAY_FULL`, `CLIENT_BUSY`, `CLIENT_NOT_FOUND`,
 * `CLIENT_NAME_MISSING`, `INVALID_EMAIL`, `UNKNOWN_SESSION_TYPE`, `INVALID_DURATION`, `IN_THE_PAST`, `NOT_A_THERAPIST`.
 */
export async function bookForClient(input: BookForClientInput): Promise<Session> {
  const booking = parseInput(bookForClientSchema, input);
  const who =
    'id' in booking.client
      ? { p_client_id: booking.client.id }
      : { p_client_name: booking.client.name, p_client_email: booking.client.email, p_client_phone: booking.client.phone };
  const { error } = await supabase.rpc('book_for_client', {
    p_id: booking.id,
    p_starts_at: booking.startsAt,
    p_duration_minutes: booking.durationMinutes,
    ...who,
    ...onlyGiven({ p_session_type_id: booking.sessionTypeId ?? undefined, p_notes: booking.notes }),
    p_payment: booking.payment,
    p_outside_hours: booking.outsideHours,
  });
  if (!error) return readBack(booking.id);
  const refusal = toAppError(error);
  const made = PERHAPS_OURS.has(refusal.code) ? await fetchSession(booking.id) : null;
  if (made && Date.parse(made.startsAt) === Date.parse(booking.startsAt)) return made;
  throw refusal;
}

/** Books for a client. Never optimistic; a lost connection is tried again twice with the same id. */
export function useBookForClient() {
  const queryClient = useQueryClient();
  const userId = useCurrentUserId() ?? '';
  return useMutation({
    mutationFn: bookForClient,
    retry: (failures, error) => failures < 2 && isRetryable(error),
    retryDelay: (failures) => 500 * 2 ** failures,
    networkMode: 'always',
    onSuccess: useSessionCache(),
    onError: (error) => refreshAfterRefusal(queryClient, userId, error),
  });
}

/**
 * True when the therapist may override this refusal, after reading it: send the booking again with `outsideHours`.
 * `SLOT_TAKEN` is a buffer or another session; `reason` (of `useExplainOwnSlot`) tells which, unless a rule that binds
 * only clients hides it: then the booking may be tried again, and the database refuses it if a session is in the way.
 */
export function canOverride(error: unknown, reason?: SlotReason): boolean {
  if (!(error instanceof AppError)) return false;
  switch (error.code) {
    case 'OUTSIDE_WORKING_HOURS':
      return error.details['can_override'] === true;
    case 'DAY_FULL':
      return true;
    case 'SLOT_TAKEN':
      return reason === 'buffer' || reason === 'notice' || reason === 'booking_window' || reason === 'paused';
    default:
      return false;
  }
}
