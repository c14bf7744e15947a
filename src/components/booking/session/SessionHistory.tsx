import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useSessionHistory } from '@/data/sessions/use-session-history';
import { formatDay, formatTime } from '@/domain/format';
import type { Viewer } from '@/components/viewer/viewer';
import { historyText } from '@/components/booking/lifecycle/history-text';

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
          <span className="min-w-0 break-words">{historyText(event, viewer)}</span>
        </li>
      ))}
    </ol>
  );
}
