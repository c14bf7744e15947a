import type { Session } from '@/data/sessions/session';
import { formatInBothZones } from '@/domain/format';
import { offsetAt } from '@/domain/time-zone';
import type { Viewer } from '@/components/viewer/viewer';

interface MoveSumProps {
  session: Pick<Session, 'startsAt' | 'timeZone'>;
  /** The new start (ISO), null until one is chosen. */
  to: string | null;
  viewer: Viewer;
}

/** The old time and the new one, in both zones where they differ. */
export function MoveSum({ session, to, viewer }: MoveSumProps) {
  const when = (startsAt: string) => {
    const differ = offsetAt(new Date(startsAt), viewer.timeZone) !== offsetAt(new Date(startsAt), session.timeZone);
    return formatInBothZones(startsAt, viewer.timeZone, differ ? session.timeZone : viewer.timeZone, viewer);
  };
  return (
    <dl aria-live="polite" className="grid gap-1 rounded-field bg-sunken px-4 py-3 tabular-nums">
      <div className="flex flex-wrap gap-x-3">
        <dt className="w-10 shrink-0 text-sm leading-6 text-muted">Now</dt>
        <dd className={to === null ? '' : 'text-muted line-through'}>{when(session.startsAt)}</dd>
      </div>
      <div className="flex flex-wrap gap-x-3">
        <dt className="w-10 shrink-0 text-sm leading-6 text-muted">New</dt>
        <dd className={to === null ? 'text-muted' : 'font-semibold'}>{to === null ? 'Choose a time above.' : when(to)}</dd>
      </div>
    </dl>
  );
}
