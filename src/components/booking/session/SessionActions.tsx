import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Session } from '@/data/sessions/session';
import { formatMoney } from '@/domain/price';
import { actionLabel, allowedActions } from '@/domain/status';
import type { Viewer } from '../dashboard/viewer';
import { AddToCalendar } from './AddToCalendar';
import { CancelDialog } from './CancelDialog';
import { useSessionActions } from './useSessionActions';

interface SessionActionsProps {
  session: Session;
  viewer: Viewer;
  now: Date;
  /** Leaves room for what must fit on the dashboard's next session. */
  calendar?: boolean;
}

/** The buttons for what this person may do with the session now, and why the last press was refused. */
export function SessionActions({ session, viewer, now, calendar = true }: SessionActionsProps) {
  const { role } = viewer;
  const [cancelling, setCancelling] = useState(false);
  const [noShow, setNoShow] = useState(false);
  const { run, running, error } = useSessionActions(session.id, session.clientName);
  const actions = allowedActions(session, role, now).filter(
    // Nobody is late before the start.
    (action) => action !== 'no_show' || Date.parse(session.startsAt) <= now.getTime(),
  );
  const toCome = actions.length > 0 && Date.parse(session.endsAt) > now.getTime();

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => {
          switch (action) {
            case 'pay':
              return (
                <LinkButton key={action} to={`/checkout/${session.id}`} size="sm">
                  Pay {formatMoney(session.price, session.currency)}
                </LinkButton>
              );
            case 'cancel':
              return (
                <Button key={action} variant="quiet" size="sm" onClick={() => setCancelling(true)}>
                  {actionLabel(action)}
                </Button>
              );
            case 'no_show':
              return (
                <Button key={action} variant="secondary" size="sm" loading={running === action} onClick={() => setNoShow(true)}>
                  {actionLabel(action)}
                </Button>
              );
            case 'confirm':
            case 'start':
            case 'complete':
              return (
                <Button key={action} size="sm" loading={running === action} onClick={() => run(action)}>
                  {actionLabel(action)}
                </Button>
              );
          }
        })}
        {calendar && toCome ? <AddToCalendar session={session} viewer={viewer} /> : null}
      </div>
      {error ? <ErrorNotice title="Nothing was changed" error={error} /> : null}
      <CancelDialog session={session} viewer={viewer} now={now} open={cancelling} onOpenChange={setCancelling} />
      <ConfirmDialog
        open={noShow}
        onOpenChange={setNoShow}
        title={`Did ${session.clientName} not come?`}
        description="The session is marked as a no-show and its payment stays as it is. This cannot be undone."
        confirmLabel="Mark as no-show"
        loading={running === 'no_show'}
        onConfirm={() => run('no_show', () => setNoShow(false))}
      />
    </div>
  );
}
