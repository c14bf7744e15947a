import { Timer } from 'lucide-react';
import { TimeLeft } from '@/components/ui/TimeLeft';
import { cn } from '@/lib/cn';

/** A hold lives this long; the bar is drawn against it. */
const HOLD_MS = 15 * 60_000;
const SHORT_MS = 2 * 60_000;

interface HoldBarProps {
  expiresAt: string;
  /** The database's clock. */
  now: Date;
}

/** How long the time is still kept, with a bar, and aloud once a minute at most. */
export function HoldBar({ expiresAt, now }: HoldBarProps) {
  const left = Math.max(0, Date.parse(expiresAt) - now.getTime());
  const short = left < SHORT_MS;
  const minutes = Math.ceil(left / 60_000);
  return (
    <div className={cn('rounded-field px-4 py-3', short ? 'bg-bad-soft' : 'bg-warn-soft')}>
      <p className="flex items-center justify-between gap-3 text-sm">
        <span className="flex items-center gap-2">
          <Timer aria-hidden className={cn('size-4', short ? 'text-bad' : 'text-warn')} />
          We keep this time for you
        </span>
        <TimeLeft
          until={expiresAt}
          now={now}
          aria-label="Time left to pay"
          className={cn('font-semibold', short ? 'text-bad' : 'text-warn')}
        />
      </p>
      <div aria-hidden className="mt-2.5 h-1 overflow-hidden rounded-full bg-surface/70">
        <div
          className={cn('h-full origin-left rounded-full', short ? 'bg-bad' : 'bg-warn')}
          style={{ transform: `scaleX(${Math.min(1, left / HOLD_MS)})` }}
        />
      </div>
      <p role="status" className="sr-only">
        {(minutes === 5 || minutes === 2 || minutes === 1) && `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left to pay`}
      </p>
    </div>
  );
}
