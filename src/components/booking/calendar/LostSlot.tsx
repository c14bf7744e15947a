import type { ReactNode } from 'react';
import { formatDay, formatTime, type FormatOptions } from '@/domain/format';

interface LostSlotProps {
  /** The start that was chosen, ISO instant. */
  time: string;
  /** Free times to choose instead; null when there are none. */
  instead: ReactNode;
  zone: string;
  format: FormatOptions;
}

/** The chosen time was taken before it was booked: on return from signing in, from an old link, or while choosing. */
export function LostSlot({ time, instead, zone, format }: LostSlotProps) {
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
