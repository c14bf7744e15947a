import { TimeLeft } from '@/components/ui/TimeLeft';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useNow } from '@/lib/use-now';

/** The time left of a hold by the database's clock, in seconds. */
export function HoldTimeLeft({ until }: { until: string }) {
  const { now } = useServerClock();
  return <TimeLeft until={until} now={useNow(1000, now)} className="text-sm text-muted" />;
}
