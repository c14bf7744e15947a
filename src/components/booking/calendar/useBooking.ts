import { useCallback, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { useAuth } from '@/components/auth/auth-context';
import { alternativesOf, newBookingId, useBookSession, type BookingInput } from '@/data/sessions/use-book-session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { toAppError, type AppError } from '@/lib/errors';
import type { BookingChoice } from './useBookingChoice';
import { nearestStarts } from './month-window';
import { sessionTypeLabel } from './session-types';

/**
 * The id of a booking: the same for as long as the same thing is being booked, so that a second press or a retry
 * after a lost answer cannot book twice; another as soon as anything differs.
 */
function useBookingId(): (body: Omit<BookingInput, 'id'>) => string {
  const last = useRef<{ body: string; id: string } | null>(null);
  return useCallback((body) => {
    const text = JSON.stringify(body);
    if (last.current?.body !== text) last.current = { body: text, id: newBookingId() };
    return last.current.id;
  }, []);
}

/**
 * Books what is chosen. Signed out, it goes to sign in and comes back to this very address; refused, it keeps
 * everything and says why; booked, it goes to the checkout, which also shows sessions that need no payment.
 */
export function useBooking(therapist: TherapistProfile, choice: BookingChoice, notes: string, onBooked: () => void) {
  const { status, role, user } = useAuth();
  const navigate = useNavigate();
  const location = useLocation();
  const book = useBookSession();
  const idFor = useBookingId();
  const [refused, setRefused] = useState<{ error: AppError; choice: string } | null>(null);
  // A refusal is about one choice: with another one it has been answered.
  const chosen = `${choice.time ?? ''} ${choice.durationMinutes}`;
  const refusal = refused?.choice === chosen ? refused.error : null;

  const signIn = () => {
    const here = `${location.pathname}${location.search}`;
    void navigate(`/sign-in?next=${encodeURIComponent(here)}`);
  };

  const submit = () => {
    const { slot, durationMinutes, type } = choice;
    // Who is asking is known within moments of the page's start; until then a press can only wait.
    if (slot === null || book.isPending || status === 'loading') return;
    if (status === 'signed_out') {
      signIn();
      return;
    }
    setRefused(null);
    const body = {
      therapistId: therapist.id,
      startsAt: slot.startsAt,
      durationMinutes,
      sessionType: sessionTypeLabel(type),
      notes: notes.trim(),
      price: slot.price,
    };
    book.mutate(
      { id: idFor(body), ...body },
      {
        onSuccess: (session) => {
          onBooked();
          void navigate(`/checkout/${session.id}`);
        },
        onError: (error) => setRefused({ error: toAppError(error), choice: chosen }),
      },
    );
  };

  const offered = alternativesOf(refusal);
  return {
    submit,
    signIn,
    isPending: book.isPending || status === 'loading',
    refusal,
    /** Free starts near the one that was lost: the database's own, else the nearest on this screen. */
    alternatives: offered.length > 0 ? offered : choice.time === null ? [] : nearestStarts(choice.time, choice.query.data ?? []),
    blocked: blockedBecause(therapist, role, user?.id ?? null),
  };
}

function blockedBecause(therapist: TherapistProfile, role: 'therapist' | 'client' | null, userId: string | null): string | null {
  if (userId === therapist.id) return 'This is how clients see your calendar.';
  if (role === 'therapist') return 'Sessions are booked from a client account.';
  return therapist.isAcceptingClients ? null : 'Not taking bookings at the moment.';
}
