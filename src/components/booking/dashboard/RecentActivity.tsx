import { Link } from 'react-router-dom';
import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useRecentActivity } from '@/data/sessions/use-recent-activity';
import { relativeTime } from '@/domain/format';
import type { Tone } from '@/domain/status';
import { cn } from '@/lib/cn';
import { activityText } from './activity-text';
import type { Viewer } from '@/components/viewer/viewer';

const DOT: Record<Tone, string> = { accent: 'bg-accent', warn: 'bg-warn', bad: 'bg-bad', info: 'bg-info', done: 'bg-done' };
const SHOWN = 6;

/** Recent events of the therapist's sessions, newest first. */
export function RecentActivity({ viewer, now }: { viewer: Viewer; now: Date }) {
  const activity = useRecentActivity(SHOWN);
  return (
    <Card as="section" aria-labelledby="recent-heading" className="max-xl:order-3">
      <h2 id="recent-heading" className="mb-3 font-sans text-base font-semibold tracking-normal">
        Recent
      </h2>
      {activity.isPending ? (
        <div className="grid gap-4" aria-busy="true">
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} className="h-9" />
          ))}
        </div>
      ) : activity.isLoadingError ? (
        <ErrorNotice error={activity.error} onRetry={() => void activity.refetch()} />
      ) : activity.data.length === 0 ? (
        <p className="text-sm text-muted">Bookings, payments and changes will appear here.</p>
      ) : (
        <ul className="divide-y text-[0.9375rem]">
          {activity.data.map((event) => {
            const { text, tone } = activityText(event, viewer.timeZone, now, { timeFormat: viewer.timeFormat });
            return (
              <li key={event.id} className="py-3 first:pt-0 last:pb-0">
                <Link
                  to={`/booking?tab=sessions&session=${event.session.id}`}
                  className="grid grid-cols-[auto_1fr] gap-x-3 rounded-small hover:text-accent"
                >
                  <span aria-hidden="true" className={cn('mt-[0.5rem] size-2 rounded-full', DOT[tone])} />
                  <span className="min-w-0">
                    <span className="block wrap-anywhere">{text}</span>
                    <time dateTime={event.at} className="block text-sm text-muted">
                      {relativeTime(event.at, now)}
                    </time>
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
