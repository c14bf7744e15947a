import { useServerClock } from '@/data/sessions/use-server-clock';
import { formatCountdown } from '@/domain/format';
import { useNow } from '@/lib/use-now';

/** The time left of a hold by the database's clock, in seconds. Hidden from screen readers, which would read every second. */
export function HoldTimeLeft({ until }: { until: string }) {
  const { now } = useServerClock();
  const at = useNow(1000, now);
  return (
    <span className="text-sm text-muted tabular-nums" role="timer" aria-live="off">
      {formatCountdown(until, at)} left
    </span>
  );
}
