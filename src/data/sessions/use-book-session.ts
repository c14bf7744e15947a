import { useMutation, useQueryClient } from '@tanstack/react-query';
import { onlyGiven } from '@/data/only-given';
import { AppError, isRetryable, toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { refreshAfterRefusal } from './refresh-after-refusal';
import type { Session } from './session';
import { readBack } from './use-session';
import { useSessionCache } from './use-session-cache';

/**
 * What a client sends to book. An interface and not a schema: all but the notes comes from the screen's own state or from
 * the server, the database checks each of it, and zod would be 8 kB of a first load that is about seeing free times.
 */
export interface BookingInput {
  /** Made by `newBookingId()` and kept by the screen while it tries to book the same thing: the idempotency key. */
  id: string;
  therapistId: string;
  /** The start as listed by `fetchAvailableSlots`, ISO. */
  startsAt: string;
  durationMinutes: number;
  sessionType?: string | undefined;
  /** Which of the therapist's types; with it, `sessionType` is not looked at. Left out or null: the first that fits. */
  sessionTypeId?: string | null | undefined;
  notes?: string | undefined;
  /** The price that was shown, in main units: the booking is refused with `PRICE_CHANGED` when it is another by now. */
  price?: number | undefined;
}

/** The database's bound, said before anything is sent. */
const MAX_NOTES = 2000;

/** A new id for a booking. Make one when the form is first sent; make another only when something else is booked. */
export function newBookingId(): string {
  return crypto.randomUUID();
}

/**
 * Books a session: the hold starts now, by the database's clock. Safe to repeat with the same id: when an earlier try
 * got through and only its answer was lost, this answers with the session it made. Throws AppError with a code of the
 * contract, such as `SLOT_TAKEN` (see `alternativesOf`), `CLIENT_BUSY`, `PRICE_CHANGED`, `TOO_MANY_HOLDS`,
 * `DAY_FULL`, `UNKNOWN_SESSION_TYPE`, `NOT_FIRST_VISIT`.
 */
export async function handleBooking(booking: BookingInput): Promise<Session> {
  if ((booking.notes?.length ?? 0) > MAX_NOTES) {
    throw new AppError({ kind: 'refusal', code: 'INVALID_VALUE', message: `At most ${MAX_NOTES} characters.`, status: 422 });
  }
  const { error } = await supabase.from('client_sessions').insert({
    id: booking.id,
    therapist_id: booking.therapistId,
    starts_at: booking.startsAt,
    duration_minutes: booking.durationMinutes,
    ...onlyGiven({
      session_type: booking.sessionType,
      session_type_id: booking.sessionTypeId ?? undefined,
      notes: booking.notes,
      price: booking.price,
    }),
  });
  const refusal = error && toAppError(error);
  if (refusal && refusal.code !== 'ALREADY_BOOKED') throw refusal;
  return readBack(booking.id);
}

/** Books. Never optimistic. A lost connection is tried again twice with the same id; a refusal is an answer. */
export function useBookSession() {
  const queryClient = useQueryClient();
  const keep = useSessionCache();
  return useMutation({
    mutationFn: handleBooking,
    retry: (failures, error) => failures < 2 && isRetryable(error),
    retryDelay: (failures) => 500 * 2 ** failures,
    // Without a network it fails and says so, instead of booking unasked when the network is back.
    networkMode: 'always',
    onSuccess: (session) => keep(session),
    onError: (error, { therapistId }) => refreshAfterRefusal(queryClient, therapistId, error),
  });
}

/** Free starts (ISO, UTC) to choose instead, from a `SLOT_TAKEN`, `DAY_FULL` or `CLIENT_BUSY` refusal; else empty. */
export function alternativesOf(error: unknown): string[] {
  const starts: unknown = error instanceof AppError ? error.details.alternatives : undefined;
  if (!Array.isArray(starts)) return [];
  return starts.flatMap((start: unknown) => {
    const at = typeof start === 'string' ? new Date(start) : null;
    return at && !Number.isNaN(at.getTime()) ? [at.toISOString()] : [];
  });
}
