import type { FormatOptions } from '@/domain/format';
import { FreeInstead } from '@/components/booking/times/FreeInstead';
import { LostSlot } from './LostSlot';
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
