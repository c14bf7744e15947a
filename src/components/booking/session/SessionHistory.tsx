import { CalendarSync } from 'lucide-react';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useSessionHistory } from '@/data/sessions/use-session-history';
import { formatDay, formatTime, relativeDay } from '@/domain/format';
import type { Viewer } from '@/components/viewer/viewer';
import { historyText, startText } from '@/components/booking/lifecycle/history-text';
import type { Session } from '@/data/sessions/session';
import type { SessionEvent } from '@/data/sessions/session-event';

/** Everything that happened to a session, oldest first, in the reader's zone. */
export function SessionHistory({ sessionId, viewer }: { sessionId: string; viewer: Viewer }) {
  const history = useSessionHistory(sessionId);
  if (history.isPending) return <Skeleton className="h-16" />;
  if (history.isLoadingError) return <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data.length === 0) return <p className="text-sm text-muted">Nothing has happened yet.</p>;
  return (
    <ol className="grid gap-2">
      {history.data.map((event) => (
        <li key={event.id} className="grid text-sm sm:grid-cols-[9.5rem_1fr] sm:gap-3">
          <time dateTime={event.at} className="text-muted tabular-nums">
            {formatDay(event.at, viewer.timeZone)}, {formatTime(event.at, viewer.timeZone, viewer)}
          </time>
          <span className="min-w-0 wrap-anywhere">{historyText(event, viewer)}</span>
        </li>
      ))}
    </ol>
  );
}

interface MovedNoteProps {
  move: SessionEvent;
  session: Pick<Session, 'clientName' | 'therapistName'>;
  viewer: Viewer;
  now: Date;
}

/** Says that a session was rescheduled: from which start, by whom, and when. */
export function MovedNote({ move, session, viewer, now }: MovedNoteProps) {
  if (move.fromStartsAt === null) return null;
  const byViewer = move.actorRole === viewer.role;
  const other = viewer.role === 'therapist' ? session.clientName : session.therapistName;
  return (
    <p className="flex items-start gap-2 rounded-small bg-info-soft px-4 py-2.5 text-sm">
      <CalendarSync aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-info" />
      <span>
        {byViewer ? 'You' : other} moved it {relativeDay(move.at, viewer.timeZone, now, viewer)}. It was{' '}
        <s className="tabular-nums">{startText(move.fromStartsAt, viewer)}</s>
        {move.toStartsAt && (
          <>
            {' '}
            and is now <strong className="font-semibold tabular-nums">{startText(move.toStartsAt, viewer)}</strong>
          </>
        )}
        .
      </span>
    </p>
  );
}
