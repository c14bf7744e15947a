import { useCallback, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { useAlternatives } from '@/data/availability/use-alternatives';
import { alternativesOf, newBookingId, useBookSession, type BookingInput } from '@/data/sessions/use-book-session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { priceOfType } from '@/domain/session-type';
import { toAppError, type AppError } from '@/lib/errors';
import { isTimeLost } from './time-lost';
import type { BookingChoice } from './use-booking-choice';

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
export function useCalendarBooking(therapist: TherapistProfile, choice: BookingChoice, notes: string, onBooked: () => void) {
  const { status, role, user } = useAuth();
  const navigate = useNavigate();
  const location = useLocation();
  const book = useBookSession();
  const idFor = useBookingId();
  const { type, durationMinutes, sessionTypeId } = choice;
  const price = priceOfType(type.sessionType, durationMinutes, therapist.hourlyRate, therapist.currency);
  const [refused, setRefused] = useState<{ error: AppError; choice: string } | null>(null);
  // A refusal belongs to one choice: it is hidden when another time, type or duration is chosen.
  const choiceOf = (startsAt: string | null) => `${startsAt ?? ''} ${type.slug} ${durationMinutes}`;
  const refusal = refused?.choice === choiceOf(choice.time) ? refused.error : null;

  const signIn = () => {
    const here = `${location.pathname}${location.search}`;
    void navigate(`/sign-in?next=${encodeURIComponent(here)}`);
  };

  const attempt = (startsAt: string, shownPrice: number) => {
    setRefused(null);
    const body = {
      therapistId: therapist.id,
      startsAt,
      durationMinutes,
      sessionType: type.label,
      sessionTypeId,
      notes: notes.trim(),
      price: shownPrice,
    };
    book.mutate(
      { id: idFor(body), ...body },
      {
        onSuccess: (session) => {
          onBooked();
          void navigate(`/checkout/${session.id}`);
        },
        onError: (error) => setRefused({ error: toAppError(error), choice: choiceOf(startsAt) }),
      },
    );
  };

  const submit = () => {
    // Whether the viewer is signed in is known moments after the page's start; until then the button does nothing.
    if (choice.slot === null || book.isPending || status === 'loading') return;
    if (status === 'signed_out') signIn();
    else attempt(choice.slot.startsAt, choice.slot.price);
  };

  /** Books a start suggested instead of the one just refused, without a second press of the button. */
  const bookInstead = (startsAt: string) => {
    if (book.isPending) return;
    choice.goTo(startsAt, true);
    attempt(startsAt, price);
  };

  const suggested = alternativesOf(refusal);
  const lost = refusal !== null && isTimeLost(refusal) ? choice.time : choice.lost;
  const wanted = { therapistId: therapist.id, startsAt: lost ?? '', durationMinutes, sessionTypeId };
  const near = useAlternatives(wanted, { enabled: lost !== null && suggested.length === 0 });
  return {
    submit,
    bookInstead,
    signIn,
    price,
    isPending: book.isPending || status === 'loading',
    refusal,
    /** Free starts instead of the one that was lost (ISO): nearest, and the same time in a coming week. */
    alternatives: suggested.length > 0 || lost === null ? suggested : (near.data ?? []).map((slot) => slot.startsAt),
    blocked: blockedText(therapist, role, user?.id ?? null),
  };
}

export type CalendarBooking = ReturnType<typeof useCalendarBooking>;

function blockedText(therapist: TherapistProfile, role: 'therapist' | 'client' | null, userId: string | null): string | null {
  if (userId === therapist.id) return 'This is how clients see your calendar.';
  if (role === 'therapist') return 'Sessions are booked from a client account.';
  return therapist.isAcceptingClients ? null : 'Not taking bookings at the moment.';
}
