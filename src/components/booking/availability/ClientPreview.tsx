import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useAvailableSlots } from '@/data/availability/use-available-slots';
import { addDays, dayOfWeek } from '@/domain/calendar-date';
import { formatDate, formatDuration } from '@/domain/format';
import { localDate, startOfDay, zoneCity } from '@/domain/time-zone';

interface ClientPreviewProps {
  therapistId: string;
  zone: string;
  durationMinutes: number;
  acceptingClients: boolean;
  now: Date;
}

/** Next Monday's date in the zone, YYYY-MM-DD; a week ahead when today is Monday. */
function nextMonday(now: Date, zone: string): string {
  const today = localDate(now, zone);
  return addDays(today, ((8 - dayOfWeek(today)) % 7) || 7);
}

/** Next week as the booking calendar lists it, from the saved hours: what a change did shows after saving. */
export function ClientPreview({ therapistId, zone, durationMinutes, acceptingClients, now }: ClientPreviewProps) {
  const monday = nextMonday(now, zone);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const slots = useAvailableSlots({
    therapistId,
    from: startOfDay(monday, zone).toISOString(),
    to: startOfDay(addDays(monday, 7), zone).toISOString(),
    durationMinutes,
  });

  return (
    <Card className="p-5">
      <h2 className="font-sans text-base font-semibold tracking-normal">What clients see</h2>
      <p className="mt-0.5 mb-3 text-sm text-muted">
        Next week from your saved hours, {formatDuration(durationMinutes)}, with your buffers and notice, in {zoneCity(zone)} time.
      </p>
      {acceptingClients ? null : (
        <p className="mb-3 rounded-small bg-warn-soft px-3 py-2 text-sm text-warn">You are not accepting clients, so nothing is offered.</p>
      )}
      {slots.isPending ? (
        <div className="grid gap-2.5" aria-hidden>
          {days.map((day) => (
            <Skeleton key={day} className="h-5" />
          ))}
        </div>
      ) : slots.isError ? (
        <ErrorNotice error={slots.error} onRetry={() => void slots.refetch()} />
      ) : (
        <ul className="grid">
          {days.map((day) => {
            const times = slots.data.filter((slot) => slot.sessionDate === day);
            return (
              <li key={day} className="text-sm">
                {times.length === 0 ? (
                  <span className="flex min-h-8 items-center justify-between text-muted">
                    {formatDate(day)} <span>none</span>
                  </span>
                ) : (
                  <details className="group">
                    <summary className="flex min-h-8 cursor-pointer list-none items-center justify-between rounded-small hover:text-accent [&::-webkit-details-marker]:hidden">
                      {formatDate(day)}
                      <span className="font-semibold tabular-nums">
                        {times.length} {times.length === 1 ? 'time' : 'times'}
                      </span>
                    </summary>
                    <p className="pb-2 text-muted tabular-nums">{times.map((slot) => slot.startTime.slice(0, 5)).join(', ')}</p>
                  </details>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
