import { useEffect, useState } from 'react';
import { useExplainOwnSlot } from '@/data/availability/use-explain-own-slot';
import { newBookingId } from '@/data/sessions/use-book-session';
import { canOverride, useBookForClient } from '@/data/sessions/use-book-for-client';
import type { Session } from '@/data/sessions/session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { explainWords } from '@/domain/reasons';
import { priceOfType } from '@/domain/session-type';
import { toAppError } from '@/lib/errors';
import { useZodForm } from '@/lib/use-zod-form';
import { meantInstant } from '@/components/booking/times/wall-time';
import { useOfferChoice } from '@/components/booking/times/use-offer-choice';
import type { Obstacle } from './AnyTime';
import { forClientSchema, newBooking, weightOf, whoSchema, type WhenDraft, type WhoDraft } from './for-client-form';

/** Everything about one booking on behalf of a client: what is chosen, what it costs, what is in its way. */
export function useForClient(profile: TherapistProfile, today: string, onBooked: (session: Session) => void) {
  const zone = profile.timeZone;
  const offer = useOfferChoice(profile);
  const booking = useBookForClient();
  const [id] = useState(newBookingId);
  const [start] = useState(() => newBooking(today));
  /** Refused although they had agreed: then it is another session, and their confirmation cannot help. */
  const [final, setFinal] = useState(false);
  const { ref, submit, register, watch, setValue, errors } = useZodForm({
    schema: forClientSchema(zone),
    values: start,
    submit: async (chosen) => {
      const outsideHours = !chosen.when.isListed && chosen.agreed;
      try {
        const session = await booking.mutateAsync({
          id,
          startsAt: chosen.when.startsAt,
          durationMinutes: offer.minutes,
          sessionTypeId: offer.type?.id,
          client: chosen.who.client,
          notes: chosen.notes,
          payment: canPayOnline && chosen.payOnline ? 'pending' : 'not_required',
          outsideHours,
        });
        onBooked(session);
      } catch (refused) {
        setFinal(outsideHours);
        throw refused;
      }
    },
  });
  const { who, when, payOnline, agreed } = watch();

  const startsAt = when.kind === 'free' ? when.startsAt : meantInstant(when.any, zone).startsAt;
  const question = when.kind === 'any' && startsAt ? { startsAt, durationMinutes: offer.minutes, sessionTypeId: offer.type?.id } : null;
  const explanation = useExplainOwnSlot(question);
  /** Refused for something that their confirmation can lift. */
  const liftable = when.kind === 'any' && !final && canOverride(booking.error, explanation.data?.because);
  const obstacle = obstacleOf();
  const price = priceOfType(offer.type, offer.minutes, profile.hourlyRate, profile.currency);
  // Paying needs an account to pay with.
  const canPayOnline = price > 0 && who.kind === 'known' && who.known !== null && who.known.id !== null;

  const weight = obstacle?.weight ?? 'fine';
  useEffect(() => setValue('weight', weight), [weight, setValue]);

  function obstacleOf(): Obstacle | null {
    // What the booking itself was refused with knows more than the question before it.
    if (liftable && booking.error) return { weight: 'override', sentence: booking.error.message };
    // Said below the form, with the times that are free instead.
    if (booking.error && toAppError(booking.error).code === 'SLOT_TAKEN') return null;
    if (!explanation.data || when.kind === 'free') return null;
    return { weight: weightOf(explanation.data.because), sentence: explainWords(explanation.data.because, profile).sentence };
  }

  const setWho = (change: Partial<WhoDraft>) => {
    setValue('who', { ...who, ...change });
    booking.reset();
  };
  /** Another time is another question: what was agreed to, and what was refused, is over. */
  const setWhen = (change: Partial<WhenDraft>) => {
    setValue('when', { ...when, ...change });
    setValue('agreed', false);
    setFinal(false);
    booking.reset();
  };

  return {
    ref,
    submit,
    register,
    offer: {
      ...offer,
      choose: (change: Parameters<typeof offer.choose>[0]) => {
        offer.choose(change);
        setWhen({ startsAt: null });
      },
    },
    who,
    setWho,
    whoErrors: { known: errors.who?.known?.message, name: errors.who?.name?.message, email: errors.who?.email?.message },
    name: whoSchema.safeParse(who).data?.name,
    when,
    setWhen,
    startsAt,
    timeError: errors.when?.startsAt?.message,
    obstacle,
    agreed,
    setAgreed: (given: boolean) => setValue('agreed', given),
    /** They tried to book without their confirmation. */
    missingWord: obstacle?.weight === 'override' && errors.agreed !== undefined,
    price,
    canPayOnline,
    payOnline,
    setPayOnline: (online: boolean) => setValue('payOnline', online),
    booking: booking.isPending,
    /** A refusal that is not already said at the time. */
    failure: liftable ? null : booking.error,
  };
}
