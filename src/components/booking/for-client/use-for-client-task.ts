import { useEffect, useState } from 'react';
import { useExplainOwnSlot } from '@/data/availability/use-explain-own-slot';
import { newBookingId } from '@/data/sessions/use-book-session';
import { canOverride, useBookForClient } from '@/data/sessions/use-book-for-client';
import type { Session } from '@/data/sessions/session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { slotReasonText } from '@/domain/slot-reason';
import { priceOfType } from '@/domain/session-type';
import { toAppError } from '@/lib/errors';
import { useZodForm } from '@/lib/use-zod-form';
import { resolveWallTime } from '@/components/booking/times/wall-time';
import { useSessionTypeChoice } from '@/components/booking/times/use-session-type-choice';
import type { Obstacle } from './AnyTime';
import { forClientSchema, newBooking, severityOf, whoSchema, type WhenDraft, type WhoDraft } from './for-client-form';

/** Everything about one booking on behalf of a client: what is chosen, what it costs, and what prevents it. */
export function useForClientTask(profile: TherapistProfile, today: string, onBooked: (session: Session) => void) {
  const zone = profile.timeZone;
  const typeChoice = useSessionTypeChoice(profile);
  const booking = useBookForClient();
  const [id] = useState(newBookingId);
  const [start] = useState(() => newBooking(today));
  /** Refused although the therapist had confirmed: another session is in the way, and that cannot be overridden. */
  const [final, setFinal] = useState(false);
  const { ref, submit, register, watch, getValues, setValue, errors } = useZodForm({
    schema: forClientSchema(zone),
    values: start,
    submit: async (chosen) => {
      const outsideHours = !chosen.when.isListed && chosen.agreed;
      try {
        const session = await booking.mutateAsync({
          id,
          startsAt: chosen.when.startsAt,
          durationMinutes: typeChoice.minutes,
          sessionTypeId: typeChoice.type?.id,
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

  const startsAt = when.kind === 'free' ? when.startsAt : resolveWallTime(when.any, zone).startsAt;
  const question =
    when.kind === 'any' && startsAt ? { startsAt, durationMinutes: typeChoice.minutes, sessionTypeId: typeChoice.type?.id } : null;
  const explanation = useExplainOwnSlot(question);
  /** Refused for a reason that the therapist can override. */
  const overridable = when.kind === 'any' && !final && canOverride(booking.error, explanation.data?.reason);
  const obstacle = obstacleOf();
  const price = priceOfType(typeChoice.type, typeChoice.minutes, profile.hourlyRate, profile.currency);
  // Paying needs an account to pay with.
  const canPayOnline = price > 0 && who.kind === 'known' && who.known !== null && who.known.id !== null;

  const severity = obstacle?.severity ?? 'fine';
  useEffect(() => setValue('severity', severity), [severity, setValue]);

  function obstacleOf(): Obstacle | null {
    // The booking's own refusal is newer than the answer to the question before it.
    if (overridable && booking.error) return { severity: 'override', text: booking.error.message };
    // Said below the form, with the times that are free instead.
    if (booking.error && toAppError(booking.error).code === 'SLOT_TAKEN') return null;
    if (!explanation.data || when.kind === 'free') return null;
    return { severity: severityOf(explanation.data.reason), text: slotReasonText(explanation.data.reason, profile).text };
  }

  const setWho = (change: Partial<WhoDraft>) => {
    setValue('who', { ...getValues('who'), ...change });
    booking.reset();
  };
  /** For another time: earlier confirmations and refusals do not apply. */
  const setWhen = (change: Partial<WhenDraft>) => {
    setValue('when', { ...getValues('when'), ...change });
    setValue('agreed', false);
    setFinal(false);
    booking.reset();
  };

  return {
    ref,
    submit,
    register,
    typeChoice: {
      ...typeChoice,
      choose: (change: Parameters<typeof typeChoice.choose>[0]) => {
        typeChoice.choose(change);
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
    /** They tried to book without the confirmation. */
    agreementMissing: obstacle?.severity === 'override' && errors.agreed !== undefined,
    price,
    canPayOnline,
    payOnline,
    setPayOnline: (online: boolean) => setValue('payOnline', online),
    booking: booking.isPending,
    /** A refusal that is not already said at the time. */
    failure: overridable ? null : booking.error,
  };
}
