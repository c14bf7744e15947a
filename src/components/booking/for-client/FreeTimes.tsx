import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Skeleton } from '@/components/ui/Skeleton';
import type { AvailableSlot } from '@/data/availability/available-slot';
import { useAvailableSlots } from '@/data/availability/use-available-slots';
import { addDays, isCalendarDate } from '@/domain/calendar-date';
import { formatDate, formatTime, type FormatOptions } from '@/domain/format';
import { localDate, startOfDay } from '@/domain/time-zone';
import { cn } from '@/lib/cn';
import type { SessionTypeChoice } from '@/components/booking/times/use-session-type-choice';

interface FreeTimesProps {
  therapistId: string;
  zone: string;
  format: FormatOptions;
  typeChoice: SessionTypeChoice;
  /** Null: the first day with free times. */
  date: string | null;
  today: string;
  startsAt: string | null;
  error: string | undefined;
  onChange: (change: { date?: string; startsAt: string | null }) => void;
}

/** How far ahead of the day shown to look for one with free times. */
const AHEAD_DAYS = 21;

/** The times clients could book on one day, to choose from; when it has none, the next day that has. */
export function FreeTimes({ therapistId, zone, format, typeChoice, date, today, startsAt, error, onChange }: FreeTimesProps) {
  const asked = date !== null && isCalendarDate(date) ? date : today;
  const slots = useAvailableSlots({
    therapistId,
    from: startOfDay(asked, zone).toISOString(),
    to: startOfDay(addDays(asked, AHEAD_DAYS), zone).toISOString(),
    durationMinutes: typeChoice.minutes,
    sessionTypeId: typeChoice.type?.id,
  });
  const dateOf = (slot: AvailableSlot) => localDate(new Date(slot.startsAt), zone);
  const first = slots.data?.[0];
  const day = date === null && first ? dateOf(first) : asked;
  const ofDay = slots.data?.filter((slot) => dateOf(slot) === day) ?? [];
  const nextSlot = slots.data?.find((slot) => dateOf(slot) > day);
  const next = nextSlot && dateOf(nextSlot);

  return (
    <div className="grid gap-3">
      <Field label="Day" required>
        <Input type="date" value={date ?? day} min={today} onChange={(event) => onChange({ date: event.target.value, startsAt: null })} />
      </Field>
      {slots.isPending || typeChoice.pending ? (
        <div className="grid grid-cols-4 gap-2" aria-busy>
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-11 rounded-field" />
          ))}
        </div>
      ) : slots.isLoadingError ? (
        <ErrorNotice title="The free times could not be loaded" error={slots.error} onRetry={() => void slots.refetch()} />
      ) : ofDay.length === 0 ? (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-field bg-sunken px-3.5 py-2.5 text-sm" role="status">
          <span>No free times on {formatDate(day)}.</span>
          {next ? (
            <Button variant="secondary" size="sm" onClick={() => onChange({ date: next, startsAt: null })}>
              Go to {formatDate(next)}
            </Button>
          ) : null}
        </div>
      ) : (
        <div role="group" aria-label={`Free times on ${formatDate(day, { long: true })}`} className="grid grid-cols-4 gap-2 sm:grid-cols-5">
          {ofDay.map((slot, index) => (
            <button
              key={slot.startsAt}
              type="button"
              aria-pressed={slot.startsAt === startsAt}
              data-wrong={(error !== undefined && index === 0) || undefined}
              onClick={() => onChange({ startsAt: slot.startsAt })}
              className={cn(
                'min-h-11 rounded-field border text-[15px] font-semibold tabular-nums transition-colors duration-150',
                slot.startsAt === startsAt
                  ? 'border-accent bg-accent-soft text-accent ring-1 ring-accent ring-inset'
                  : 'border-line hover:border-accent-line hover:bg-accent-soft/60',
              )}
            >
              {formatTime(slot.startsAt, zone, format)}
            </button>
          ))}
        </div>
      )}
      <p role="alert" className="text-sm text-bad empty:hidden">
        {error}
      </p>
    </div>
  );
}
