import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { onlyGiven } from '@/data/only-given';
import { parseInput } from '@/data/parse-input';
import { AppError, isRetryable, toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { refreshAfterRefusal } from './refresh-after-refusal';
import type { Session } from './session';
import { readBack } from './use-session';
import { useSessionCache } from './use-session-cache';

/** What a client sends to book. */
export const bookingSchema = z.object({
  /** Made by `newBookingId()` and kept by the screen while it tries to book the same thing: the idempotency key. */
  id: z.uuid(),
  therapistId: z.uuid(),
  /** The start as listed by `fetchAvailableSlots`, ISO. */
  startsAt: z.iso.datetime({ offset: true }),
  durationMinutes: z.number().int().positive(),
  sessionType: z.string().trim().min(1).max(80).optional(),
  /** Which of the therapist's types; with it, `sessionType` is not looked at. Left out or null: the first that fits. */
  sessionTypeId: z.uuid().nullish(),
  notes: z.string().max(2000, 'At most 2000 characters.').optional(),
  /** The price that was shown, in main units: the booking is refused with `PRICE_CHANGED` when it is another by now. */
  price: z.number().nonnegative().optional(),
});
export type BookingInput = z.infer<typeof bookingSchema>;

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
export async function handleBooking(input: BookingInput): Promise<Session> {
  const booking = parseInput(bookingSchema, input);
  const { error } = await supabase.from('client_sessions').insert({
    id: booking.id,
    therapist_id: booking.therapistId,
    starts_at: booking.startsAt,
    duration_minutes: booking.durationMinutes,
    ...onlyGiven({ session_type: booking.sessionType, session_type_id: booking.sessionTypeId ?? undefined, notes: booking.notes, price: booking.price }),
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

const alternativesSchema = z.object({ alternatives: z.array(z.iso.datetime({ offset: true })) });

/** Starts (ISO, UTC) that can be had instead, from a `SLOT_TAKEN`, `DAY_FULL` or `CLIENT_BUSY` refusal; else empty. */
export function alternativesOf(error: unknown): string[] {
  if (!(error instanceof AppError)) return [];
  const starts = alternativesSchema.safeParse(error.details).data?.alternatives ?? [];
  return starts.map((start) => new Date(start).toISOString());
}

const priceSchema = z.object({ price: z.coerce.number(), currency: z.string() });

/** The price as it is now, from a `PRICE_CHANGED` refusal; else null. */
export function changedPriceOf(error: unknown): { price: number; currency: string } | null {
  return error instanceof AppError && error.code === 'PRICE_CHANGED' ? (priceSchema.safeParse(error.details).data ?? null) : null;
}
