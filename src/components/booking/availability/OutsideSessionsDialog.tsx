import { Dialog } from '@/components/ui/Dialog';
import type { Session } from '@/data/sessions/session';
import { formatDay, formatRange } from '@/domain/format';

interface OutsideSessionsDialogProps {
  open: boolean;
  sessions: readonly Session[];
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
