import { Dialog } from '@/components/ui/Dialog';
import type { ComingSession } from '@/data/sessions/use-coming-sessions';
import { formatDay, formatRange } from '@/domain/format';

interface OutsideSessionsDialogProps {
  open: boolean;
  sessions: readonly ComingSession[];
  zone: string;
  onClose: () => void;
}

/** The booked sessions that new hours would no longer cover. Nothing to decide: they stay. */
export function OutsideSessionsDialog({ open, sessions, zone, onClose }: OutsideSessionsDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title="Outside the new hours"
      description="These sessions are booked and stay as they are. To free the time, cancel them under Sessions."
    >
      <ul className="divide-y">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap justify-between gap-x-4 py-2.5">
            <span className="font-semibold">{session.clientName}</span>
            <span className="text-muted tabular-nums">
              {formatDay(session.startsAt, zone)}, {formatRange(session.startsAt, session.endsAt, zone)}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface OutsideNoteProps {
  count: number;
  invalid: boolean;
  onShow: () => void;
}

/** What saving the week does to booked sessions: nothing, and which it would leave outside. */
export function OutsideNote({ count, invalid, onShow }: OutsideNoteProps) {
  if (invalid) return <span className="text-bad">Put the marked hours right first.</span>;
  if (count === 0) return <span className="max-sm:hidden">No booked session falls outside the new hours.</span>;
  return (
    <>
      {count === 1
        ? 'One booked session falls outside the new hours and stays as it is. '
        : `${count} booked sessions fall outside the new hours and stay as they are. `}
      <button type="button" className="font-semibold text-accent underline-offset-2 hover:underline" onClick={onShow}>
        {count === 1 ? 'See it' : 'See them'}
      </button>
    </>
  );
}
