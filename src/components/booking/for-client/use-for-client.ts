import { useState } from 'react';
import { useExplainOwnSlot } from '@/data/availability/use-explain-own-slot';
import { newBookingId } from '@/data/sessions/use-book-session';
import { canOverride, useBookForClient } from '@/data/sessions/use-book-for-client';
import type { Session } from '@/data/sessions/session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { explainWords } from '@/domain/reasons';
import { priceOfType } from '@/domain/session-type';
import { toAppError } from '@/lib/errors';
import { meantInstant } from '@/components/booking/times/wall-time';
import { useOfferChoice } from '@/components/booking/times/use-offer-choice';
import type { Obstacle } from './AnyTime';
import { checkWho, weightOf, type WhenDraft, type WhoDraft } from './for-client-form';

/** Everything about one booking on behalf of a client: what is chosen, what it costs, what stands in its way. */
export function useForClient(profile: TherapistProfile, today: string) {
  const zone = profile.timeZone;
  const offer = useOfferChoice(profile);
  const booking = useBookForClient();
  const [id] = useState(newBookingId);
  const [who, setWho] = useState<WhoDraft>({ kind: 'known', known: null, name: '', email: '', phone: '' });
  const [when, setWhen] = useState<WhenDraft>({ kind: 'free', date: null, startsAt: null, any: { date: today, time: '', later: false } });
  const [notes, setNotes] = useState('');
  const [payOnline, setPayOnline] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  /** Refused although they had agreed: then it is another session, and their word cannot help. */
  const [final, setFinal] = useState(false);

  const meant = meantInstant(when.any, zone);
  const startsAt = when.kind === 'free' ? when.startsAt : meant.startsAt;
  const question = when.kind === 'any' && startsAt ? { startsAt, durationMinutes: offer.minutes, sessionTypeId: offer.type?.id } : null;
  const explanation = useExplainOwnSlot(question);
  /** Refused for something that their word can lift. */
  const liftable = when.kind === 'any' && !final && canOverride(booking.error, explanation.data?.because);
  const obstacle = obstacleOf();
  const checkedWho = checkWho(who);
  const timeError = tried && startsAt === null ? (when.kind === 'free' ? 'Choose a time.' : 'Give a date and a time.') : undefined;
  const price = priceOfType(offer.type, offer.minutes, profile.hourlyRate, profile.currency);
  // Paying needs an account to pay with.
  const canPayOnline = price > 0 && who.kind === 'known' && who.known !== null && who.known.id !== null;

  function obstacleOf(): Obstacle | null {
    // What the booking itself was refused with knows more than the question before it.
    if (liftable && booking.error) return { weight: 'override', sentence: booking.error.message };
    // Said below the form, with the times that are free instead.
    if (booking.error && toAppError(booking.error).code === 'SLOT_TAKEN') return null;
    if (!explanation.data || when.kind === 'free') return null;
    return { weight: weightOf(explanation.data.because), sentence: explainWords(explanation.data.because, profile).sentence };
  }

  /** Another time is another question: what was agreed to, and what was refused, is over. */
  const forget = () => {
    setAgreed(false);
    setFinal(false);
    booking.reset();
  };

  const book = async (onBooked: (session: Session) => void): Promise<boolean> => {
    setTried(true);
    const needsWord = obstacle?.weight === 'override' && !agreed;
    if (!checkedWho.ok || startsAt === null || needsWord || obstacle?.weight === 'blocked') return false;
    try {
      const session = await booking.mutateAsync({
        id,
        startsAt,
        durationMinutes: offer.minutes,
        sessionTypeId: offer.type?.id,
        client: checkedWho.client,
        notes: notes.trim(),
        payment: canPayOnline && payOnline ? 'pending' : 'not_required',
        outsideHours: when.kind === 'any' && agreed,
      });
      onBooked(session);
    } catch {
      // The mutation keeps the error; it is shown at the time, or below the form.
      setFinal(when.kind === 'any' && agreed);
    }
    return true;
  };

  return {
    offer: {
      ...offer,
      choose: (change: Parameters<typeof offer.choose>[0]) => {
        offer.choose(change);
        setWhen((current) => ({ ...current, startsAt: null }));
        forget();
      },
    },
    who,
    setWho: (change: Partial<WhoDraft>) => {
      setWho((current) => ({ ...current, ...change }));
      booking.reset();
    },
    whoErrors: tried && !checkedWho.ok ? checkedWho.errors : {},
    name: checkedWho.ok ? checkedWho.name : null,
    when,
    setWhen: (change: Partial<WhenDraft>) => {
      setWhen((current) => ({ ...current, ...change }));
      forget();
    },
    startsAt,
    timeError,
    obstacle,
    agreed,
    setAgreed,
    /** They tried to book without their word. */
    missingWord: tried && obstacle?.weight === 'override' && !agreed,
    notes,
    setNotes,
    price,
    canPayOnline,
    payOnline,
    setPayOnline,
    book,
    booking: booking.isPending,
    /** A refusal that is not already said at the time. */
    failure: liftable ? null : booking.error,
  };
}
