import { Link } from 'react-router-dom';
import type { Session } from '@/data/sessions/session';
import { formatDuration, formatTime, formatWallTime } from '@/domain/format';
import type { Stretch } from '@/domain/slots';
import { isUpcoming } from '@/domain/status';
import { sessionsToday } from '@/domain/summary';
import { cn } from '@/lib/cn';
import { SessionBadges } from '@/components/booking/lifecycle/SessionBadges';
import { focusSession } from './focus-session';
import { NextSessionCard } from './NextSessionCard';
import { todayTimeline } from './today-timeline';
import type { Viewer } from '@/components/viewer/viewer';

interface TodayScheduleProps {
  sessions: readonly Session[];
  working: readonly Stretch[];
  viewer: Viewer;
  now: Date;
}

const LINE = 'grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2 sm:grid-cols-[4rem_minmax(0,1fr)]';

function Row({ session, now }: { session: Session; now: Date }) {
  const over = !isUpcoming(session, now);
  return (
    <Link
      to={`/booking?tab=sessions&session=${session.id}`}
      className={cn(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card border bg-surface px-4 py-3.5 transition-colors duration-150 hover:border-accent-line',
        over && 'bg-transparent',
      )}
    >
      <span className="min-w-0">
        <span className={cn('block font-semibold wrap-anywhere', over && 'text-muted')}>{session.clientName}</span>
        <span className="block text-sm text-muted">
          {session.sessionType} · {formatDuration(session.durationMinutes)}
        </span>
      </span>
      <SessionBadges session={session} now={now} />
    </Link>
  );
}

/** Today on one line: what was, now, what comes, and the free working time in words. */
export function TodaySchedule({ sessions, working, viewer, now }: TodayScheduleProps) {
  const today = sessionsToday(sessions, viewer.timeZone, now);
  const next = focusSession(sessions, now);
  const items = todayTimeline(today, working, viewer.timeZone, now);
  const nextIsToday = today.some((session) => session.id === next?.id);
  const clock = (instant: Date | string) => formatTime(instant, viewer.timeZone, viewer);

  return (
    <section aria-labelledby="today-heading" className="grid gap-3">
      <h2 id="today-heading" className="text-heading">
        Today
      </h2>
      <ol className="grid gap-2.5">
        {items.map((item) => {
          switch (item.kind) {
            case 'now':
              return (
                <li key="now" className={cn(LINE, 'items-center text-sm font-semibold text-bad tabular-nums')}>
                  <span>
                    <span className="sr-only">Now </span>
                    {clock(now)}
                  </span>
                  <span aria-hidden="true" className="h-px bg-bad" />
                </li>
              );
            case 'free':
              return (
                <li key={item.from} className={cn(LINE, 'py-0.5 text-muted')}>
                  <span />
                  <span>
                    {item.current
                      ? `Free until ${formatWallTime(item.to, viewer)}`
                      : `${formatWallTime(item.from, viewer)} to ${formatWallTime(item.to, viewer)} free`}
                  </span>
                </li>
              );
            case 'session':
              return (
                <li key={item.session.id} className={LINE}>
                  <time dateTime={item.session.startsAt} className="pt-4 text-sm font-medium text-muted tabular-nums">
                    {clock(item.session.startsAt)}
                  </time>
                  {item.session.id === next?.id ? (
                    <NextSessionCard session={item.session} viewer={viewer} now={now} />
                  ) : (
                    <Row session={item.session} now={now} />
                  )}
                </li>
              );
          }
        })}
      </ol>
      {next && !nextIsToday ? (
        <div className="mt-1 grid gap-2.5">
          <p className="text-muted">{today.length === 0 ? 'No sessions today.' : 'That was all for today.'}</p>
          <NextSessionCard session={next} viewer={viewer} now={now} />
        </div>
      ) : null}
      {!next && today.length === 0 ? (
        <p className="text-muted">No sessions today, and none booked yet. They appear here the moment a client books.</p>
      ) : null}
    </section>
  );
}
