import { Button } from '@/components/ui/Button';
import { formatDay, formatTime, type FormatOptions } from '@/domain/format';

interface FreeInsteadProps {
  /** ISO instants. */
  starts: readonly string[];
  zone: string;
  format: FormatOptions;
  onChoose: (startsAt: string) => void;
}

/** Free times near the one that was lost, one tap away. */
export function FreeInstead({ starts, zone, format, onChoose }: FreeInsteadProps) {
  if (starts.length === 0) return null;
  return (
    <div role="group" aria-label="Free times instead" className="flex flex-wrap gap-2">
      {starts.map((startsAt) => (
        <Button key={startsAt} variant="secondary" onClick={() => onChoose(startsAt)}>
          {formatDay(startsAt, zone, format)}, {formatTime(startsAt, zone, format)}
        </Button>
      ))}
    </div>
  );
}
