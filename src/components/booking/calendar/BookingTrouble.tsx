import type { ReactNode } from 'react';
import { formatDay, formatTime, type FormatOptions } from '@/domain/format';
import { FreeInstead } from '@/components/booking/times/FreeInstead';
import { RefusalNotice } from './RefusalNotice';
import type { CalendarBooking } from './use-calendar-booking';
import type { BookingChoice } from './use-booking-choice';

interface BookingTroubleProps {
  booking: CalendarBooking;
  choice: BookingChoice;
  zone: string;
  therapistZone: string;
  format: FormatOptions;
}

/** A refused booking, or a chosen time that was taken: what happened, and what is free instead. Loaded on demand: rarely needed. */
export function BookingTrouble({ booking, choice, zone, therapistZone, format }: BookingTroubleProps) {
  const { refusal } = booking;
  const instead = booking.alternatives.length > 0 && (
    <FreeInstead
      wanted={choice.time ?? ''}
      starts={booking.alternatives}
      zone={zone}
      therapistZone={therapistZone}
      format={format}
      busy={booking.isPending}
      {...(refusal ? { verb: 'Book', onChoose: booking.bookInstead } : { onChoose: (startsAt) => choice.goTo(startsAt, true) })}
    />
  );
  if (refusal) return <RefusalNotice error={refusal} instead={instead} onRetry={booking.submit} onSignIn={booking.signIn} />;
  return choice.lost !== null && <LostSlot time={choice.lost} instead={instead} zone={zone} format={format} />;
}

interface LostSlotProps {
  /** The start that was chosen, ISO instant. */
  time: string;
  /** Free times to choose instead; null when there are none. */
  instead: ReactNode;
  zone: string;
  format: FormatOptions;
}

/** The chosen time was taken before it was booked: on return from signing in, from an old link, or while choosing. */
function LostSlot({ time, instead, zone, format }: LostSlotProps) {
  return (
    <div role="status" className="grid gap-3 border-t border-line bg-warn-soft px-4 py-4 motion-safe:animate-rise md:px-6">
      <div>
        <p className="font-semibold">
          {formatDay(time, zone, format)}, {formatTime(time, zone, format)} is not free any more
        </p>
        <p className="text-sm text-muted">What you wrote is kept.{instead ? ' These are free:' : ' Choose another day.'}</p>
      </div>
      {instead}
    </div>
  );
}
