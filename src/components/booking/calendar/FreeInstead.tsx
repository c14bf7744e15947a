import { Button } from '@/components/ui/Button';
import { formatDay, formatTime, type FormatOptions } from '@/domain/format';
import { groupBy } from '@/domain/group-by';
import { localDate } from '@/domain/time-zone';

interface FreeInsteadProps {
  /** ISO instants. */
  starts: readonly string[];
  zone: string;
  format: FormatOptions;
  onChoose: (startsAt: string) => void;
}

/** Free times near the one that was lost, by day, one tap away. */
export function FreeInstead({ starts, zone, format, onChoose }: FreeInsteadProps) {
  if (starts.length === 0) return null;
  const days = groupBy(starts.toSorted(), (startsAt) => localDate(new Date(startsAt), zone));
  return (
    <div role="group" aria-label="Free times instead" className="grid gap-2">
      {[...days].map(([date, ofDay]) => {
        const day = formatDay(ofDay[0] ?? date, zone, format);
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
                aria-label={`${day}, ${formatTime(startsAt, zone, format)}`}
                onClick={() => onChoose(startsAt)}
              >
                {formatTime(startsAt, zone, format)}
              </Button>
            ))}
          </div>
        );
      })}
    </div>
  );
}
