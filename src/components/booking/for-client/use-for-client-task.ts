import { useState } from 'react';
import { useExplainOwnSlot } from '@/data/availability/use-explain-own-slot';
import { newBookingId } from '@/data/sessions/use-book-session';
import { canOverride, useBookForClient } from '@/data/sessions/use-book-for-client';
import type { Session } from '@/data/sessions/session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { slotReasonText } from '@/domain/slot-reason';
import { priceOfType } from '@/domain/session-type';
import { toAppError } from '@/lib/errors';
import { resolveWallTime } from '@/components/booking/times/wall-time';
import { useSessionTypeChoice } from '@/components/booking/times/use-session-type-choice';
import type { Obstacle } from './AnyTime';
import { checkWho, severityOf, type WhenDraft, type WhoDraft } from './for-client-form';

/** Everything about one booking on behalf of a client: what is chosen, what it costs, and what prevents it. */
export function useForClientTask(profile: TherapistProfile, today: string) {
  const zone = profile.timeZone;
  const typeChoice = useSessionTypeChoice(profile);
  const booking = useBookForClient();
  const [id] = useState(newBookingId);
  const [who, setWho] = useState<WhoDraft>({ kind: 'known', known: null, name: '', email: '', phone: '' });
  const [when, setWhen] = useState<WhenDraft>({ kind: 'free', date: null, startsAt: null, any: { date: today, time: '', later: false } });
  const [notes, setNotes] = useState('');
  const [payOnline, setPayOnline] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  /** Refused although the therapist had confirmed: another session is in the way, and that cannot be overridden. */
  const [final, setFinal] = useState(false);

  const typed = resolveWallTime(when.any, zone);
  const startsAt = when.kind === 'free' ? when.startsAt : typed.startsAt;
  const question =
    when.kind === 'any' && startsAt ? { startsAt, durationMinutes: typeChoice.minutes, sessionTypeId: typeChoice.type?.id } : null;
  const explanation = useExplainOwnSlot(question);
  /** Refused for a reason that the therapist can override. */
  const overridable = when.kind === 'any' && !final && canOverride(booking.error, explanation.data?.reason);
  const obstacle = obstacleOf();
  const checkedWho = checkWho(who);
  const timeError = tried && startsAt === null ? (when.kind === 'free' ? 'Choose a time.' : 'Give a date and a time.') : undefined;
  const price = priceOfType(typeChoice.type, typeChoice.minutes, profile.hourlyRate, profile.currency);
  // Paying needs an account to pay with.
  const canPayOnline = price > 0 && who.kind === 'known' && who.known !== null && who.known.id !== null;

  function obstacleOf(): Obstacle | null {
    // The booking's own refusal is newer than the answer to the question before it.
    if (overridable && booking.error) return { severity: 'override', text: booking.error.message };
    // Said below the form, with the times that are free instead.
    if (booking.error && toAppError(booking.error).code === 'SLOT_TAKEN') return null;
    if (!explanation.data || when.kind === 'free') return null;
    return { severity: severityOf(explanation.data.reason), text: slotReasonText(explanation.data.reason, profile).text };
  }

  /** For another time: earlier confirmations and refusals do not apply. */
  const forget = () => {
    setAgreed(false);
    setFinal(false);
    booking.reset();
  };

  const book = async (onBooked: (session: Session) => void): Promise<boolean> => {
    setTried(true);
    const needsAgreement = obstacle?.severity === 'override' && !agreed;
    if (!checkedWho.ok || startsAt === null || needsAgreement || obstacle?.severity === 'blocked') return false;
    try {
      const session = await booking.mutateAsync({
        id,
        startsAt,
        durationMinutes: typeChoice.minutes,
        sessionTypeId: typeChoice.type?.id,
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
    typeChoice: {
      ...typeChoice,
      choose: (change: Parameters<typeof typeChoice.choose>[0]) => {
        typeChoice.choose(change);
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
    /** They tried to book without the confirmation. */
    agreementMissing: tried && obstacle?.severity === 'override' && !agreed,
    notes,
    setNotes,
    price,
    canPayOnline,
    payOnline,
    setPayOnline,
    book,
    booking: booking.isPending,
    /** A refusal that is not already said at the time. */
    failure: overridable ? null : booking.error,
  };
}
