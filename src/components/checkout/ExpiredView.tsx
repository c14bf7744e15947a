import { useState } from 'react';
import { TimerOff } from 'lucide-react';
import { useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import { Skeleton } from '@/components/ui/Skeleton';
import { useAvailabilityChannel } from '@/data/availability/use-availability-channel';
import { useAvailableSlots } from '@/data/availability/use-available-slots';
import type { Session } from '@/data/sessions/session';
import { newBookingId, useBookSession } from '@/data/sessions/use-book-session';
import { formatDay, formatTime, type FormatOptions } from '@/domain/format';
import { formatMoney } from '@/domain/price';
import { zoneCity } from '@/domain/time-zone';
import { toAppError } from '@/lib/errors';

interface ExpiredViewProps {
  session: Session;
  zone: string;
  format: FormatOptions;
}

/** The hold ended unpaid: says so, and books the same time again with one press if it is still free. */
export function ExpiredView({ session, zone, format }: ExpiredViewProps) {
  const { therapistId, durationMinutes, startsAt, endsAt } = session;
  const sessionTypeId = session.sessionTypeId ?? undefined;
  const navigate = useNavigate();
  const book = useBookSession();
  // One id for this page: a second press is the same booking.
  const [id] = useState(newBookingId);
  useAvailabilityChannel(therapistId);
  const slots = useAvailableSlots({ therapistId, durationMinutes, sessionTypeId, from: startsAt, to: endsAt });
  const free = slots.data?.find((slot) => slot.startsAt === startsAt) ?? null;
  const when = `${formatDay(startsAt, zone, format)}, ${formatTime(startsAt, zone, format)} ${zoneCity(zone)}`;

  const again = () => {
    if (free === null) return;
    book.mutate(
      {
        id,
        therapistId,
        startsAt,
        durationMinutes,
        sessionType: session.sessionType,
        sessionTypeId,
        notes: session.notes,
        price: free.price,
      },
      { onSuccess: (booked) => void navigate(`/checkout/${booked.id}`, { replace: true }) },
    );
  };

  return (
    <Card className="mx-auto grid max-w-xl justify-items-start gap-4 p-6 sm:p-8">
      <span aria-hidden className="grid size-12 place-items-center rounded-full bg-warn-soft text-warn">
        <TimerOff className="size-6" />
      </span>
      <div className="grid gap-1.5" role="status">
        <h1 className="text-title">The time is no longer kept</h1>
        <p className="text-muted">
          We kept {when} for 15 minutes and no payment came, so it was released. Nothing was charged. {free && 'It is still free.'}
          {slots.isSuccess && !free && 'Somebody else has it now, or it can no longer be booked.'}
        </p>
      </div>
      {book.isError && (
        <p role="alert" className="rounded-field bg-bad-soft px-4 py-3 text-sm">
          {toAppError(book.error).message}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {slots.isPending && <Skeleton className="h-11 w-56 rounded-field" />}
        {free && (
          <Button onClick={again} loading={book.isPending}>
            Book it again · {formatMoney(free.price, session.currency)}
          </Button>
        )}
        <LinkButton
          variant={free || slots.isPending ? 'secondary' : 'primary'}
          to={`/therapists/${session.therapistSlug}?${new URLSearchParams({ duration: String(durationMinutes) }).toString()}`}
        >
          Other times with {session.therapistName}
        </LinkButton>
      </div>
    </Card>
  );
}
