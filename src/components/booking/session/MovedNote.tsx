import { CalendarSync } from 'lucide-react';
import type { Session } from '@/data/sessions/session';
import type { SessionEvent } from '@/data/sessions/session-event';
import { relativeDay } from '@/domain/format';
import type { Viewer } from '@/components/viewer/viewer';
import { startText } from '@/components/booking/lifecycle/history-text';

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
