import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Session } from '@/data/sessions/session';
import { formatTime, relativeDay } from '@/domain/format';
import { cn } from '@/lib/cn';
import { useSessionActions } from '@/components/booking/lifecycle/use-session-actions';
import type { Need } from './needs-you';
import type { Viewer } from '@/components/viewer/viewer';

const DOT: Record<Need<Session>['kind'], string> = {
  confirm: 'bg-warn',
  wrap_up: 'bg-info',
  open_unstarted: 'bg-warn',
  declined: 'bg-bad',
};

function NeedItem({ need, viewer, now }: { need: Need<Session>; viewer: Viewer; now: Date }) {
  const { session, kind } = need;
  const { run, running, error } = useSessionActions(session.id, session.clientName);
  const when = `${relativeDay(session.startsAt, viewer.timeZone, now)}, ${formatTime(session.startsAt, viewer.timeZone, viewer)}`;
  const open = `/booking?tab=sessions&session=${session.id}`;
  const name = <strong className="font-semibold">{session.clientName}</strong>;
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-2.5 py-3.5 first:pt-0 last:pb-0">
      <span aria-hidden="true" className={cn('mt-[0.5rem] size-2 rounded-full', DOT[kind])} />
      <p className="min-w-0 wrap-anywhere">
        {kind === 'confirm' ? (
          <>
            {name} booked {when}. Will you take it?
          </>
        ) : null}
        {kind === 'wrap_up' ? (
          <>
            {name}’s session, {when}, should be over.
          </>
        ) : null}
        {kind === 'open_unstarted' ? (
          <>
            Did {name} come {when}?
          </>
        ) : null}
        {kind === 'declined' ? (
          <>
            Card declined for {name}, {when}. They have been asked to try again.
          </>
        ) : null}
      </p>
      <div className="col-start-2 flex flex-wrap gap-2 empty:hidden">
        {kind === 'confirm' ? (
          <Button size="sm" variant="secondary" loading={running === 'confirm'} onClick={() => run('confirm')}>
            Confirm
          </Button>
        ) : null}
        {kind === 'wrap_up' ? (
          <Button size="sm" variant="secondary" loading={running === 'complete'} onClick={() => run('complete')}>
            Complete
          </Button>
        ) : null}
        {kind === 'declined' ? null : (
          <LinkButton size="sm" variant="quiet" to={open}>
            {kind === 'open_unstarted' ? 'Say what happened' : 'Open'}
          </LinkButton>
        )}
      </div>
      {error ? <ErrorNotice className="col-span-2" title="Nothing was changed" error={error} /> : null}
    </li>
  );
}

interface NeedsYouProps {
  /** The most pressing, in order. */
  needs: readonly Need<Session>[];
  /** How many there are in all. */
  total: number;
  viewer: Viewer;
  now: Date;
}

/** Sessions that need a decision of the therapist's. */
export function NeedsYou({ needs, total, viewer, now }: NeedsYouProps) {
  return (
    <Card as="section" aria-labelledby="needs-heading" className="max-xl:order-1">
      <h2 id="needs-heading" className="mb-3 font-sans text-base font-semibold tracking-normal">
        Needs you
      </h2>
      {needs.length === 0 ? <p className="text-sm text-muted">Nothing needs you right now.</p> : null}
      <ul className="divide-y text-[0.9375rem]">
        {needs.map((need) => (
          <NeedItem key={need.session.id} need={need} viewer={viewer} now={now} />
        ))}
      </ul>
      {total > needs.length ? (
        <LinkButton className="mt-3" size="sm" variant="quiet" to="/booking?tab=sessions">
          {total - needs.length} more under Sessions
        </LinkButton>
      ) : null}
    </Card>
  );
}
