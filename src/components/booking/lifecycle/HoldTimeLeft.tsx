import { useServerClock } from '@/data/sessions/use-server-clock';
import { formatCountdown } from '@/domain/format';
import { useNow } from '@/lib/use-now';

/** What is left of a hold by the database's clock, by the second. Silent for screen readers: it would never stop talking. */
export function HoldTimeLeft({ until }: { until: string }) {
  const { now } = useServerClock();
  const at = useNow(1000, now);
  return (
    <span className="text-sm text-muted tabular-nums" role="timer" aria-live="off">
      {formatCountdown(until, at)} left
    </span>
  );
}
