import { Button } from '@/components/ui/Button';
import { formatDay, formatTime, type FormatOptions } from '@/domain/format';
import { groupBy } from '@/domain/group-by';
import { localDate } from '@/domain/time-zone';
import { sameTimeText } from '@/domain/slots';

interface FreeInsteadProps {
  /** The start that is not free, and those that are. ISO instants. */
  wanted: string;
  starts: readonly string[];
  zone: string;
  /** Weeks are kept there: `same time next week` is read on this clock. */
  therapistZone: string;
  format: FormatOptions;
  /** What a tap does, in front of the time: `Book`; nothing where it only chooses. */
  verb?: string;
  busy?: boolean;
  onChoose: (startsAt: string) => void;
}

/** Free times near the one that was lost, by day, one tap away. */
export function FreeInstead({ wanted, starts, zone, therapistZone, format, verb, busy = false, onChoose }: FreeInsteadProps) {
  if (starts.length === 0) return null;
  const days = groupBy(starts.toSorted(), (startsAt) => localDate(new Date(startsAt), zone));
  return (
    <div role="group" aria-label="Free times instead" className="grid gap-2">
      {[...days].map(([date, ofDay]) => {
        const day = formatDay(ofDay[0] ?? date, zone, format);
        const habit = ofDay.map((startsAt) => sameTimeText(wanted, startsAt, therapistZone)).find(Boolean);
        return (
          <div key={date} className="flex flex-wrap items-center gap-2">
            <span aria-hidden className="min-w-[5.5rem] text-sm font-medium">
              {day}
            </span>
            {ofDay.map((startsAt) => (
              <Button
                key={startsAt}
                variant="secondary"
                className="px-3.5 tabular-nums"
                // Begins with the visible text, so that speech control finds the button by it.
                aria-label={[
                  `${verb ? `${verb} ` : ''}${formatTime(startsAt, zone, format)}`,
                  day,
                  sameTimeText(wanted, startsAt, therapistZone),
                ]
                  .filter(Boolean)
                  .join(', ')}
                aria-disabled={busy || undefined}
                onClick={() => !busy && onChoose(startsAt)}
              >
                {verb && `${verb} `}
                {formatTime(startsAt, zone, format)}
              </Button>
            ))}
            {habit && (
              <span aria-hidden className="text-sm text-muted">
                {habit}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
