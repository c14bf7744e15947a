import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Session } from '@/data/sessions/session';
import { formatTime, relativeDay } from '@/domain/format';
import { formatMoney } from '@/domain/price';
import { actionLabel, isUpcoming } from '@/domain/status';
import type { Viewer } from '@/components/viewer/viewer';
import { AddToCalendar } from './AddToCalendar';
import { CancelDialog } from './CancelDialog';
import { isEarlyStart, offeredActions, questionBefore } from './offered-actions';
import { RescheduleDialog } from './RescheduleDialog';
import { useSessionActions, type StatusAction } from './use-session-actions';

interface SessionActionsProps {
  session: Session;
  viewer: Viewer;
  now: Date;
  /** False where there is not enough room. */
  calendar?: boolean;
}

/** The buttons for what this person may do with the session now, and why the last press was refused. */
export function SessionActions({ session, viewer, now, calendar = true }: SessionActionsProps) {
  const [cancelling, setCancelling] = useState(false);
  const [moving, setMoving] = useState(false);
  const [asked, setAsked] = useState<StatusAction | null>(null);
  const { run, running, error } = useSessionActions(session.id, session.clientName);
  const actions = offeredActions(session, viewer.role, now);
  // Also when it is too late to change anything: the session still has to be remembered.
  const inCalendar = calendar && isUpcoming(session, now);
  const texts = {
    when: `${relativeDay(session.startsAt, viewer.timeZone, now, viewer)}, ${formatTime(session.startsAt, viewer.timeZone, viewer)}`,
    amount: formatMoney(session.price, session.currency),
  };
  const question = asked && questionBefore(asked, session, now, texts);
  const press = (action: StatusAction) => (questionBefore(action, session, now, texts) ? setAsked(action) : run(action));

  return (
    <>
      {actions.length > 0 || inCalendar ? (
        <div className="flex flex-wrap gap-2">
          {actions.map((action) => {
            if (action === 'pay') {
              return (
                <LinkButton key={action} to={`/checkout/${session.id}`} size="sm">
                  Pay {texts.amount}
                </LinkButton>
              );
            }
            if (action === 'reschedule') {
              return (
                <Button key={action} variant="secondary" size="sm" onClick={() => setMoving(true)}>
                  {actionLabel(action)}
                </Button>
              );
            }
            if (action === 'cancel') {
              return (
                <Button key={action} variant="quiet" size="sm" onClick={() => setCancelling(true)}>
                  {actionLabel(action)}
                </Button>
              );
            }
            const quiet = action === 'no_show' || (action === 'start' && isEarlyStart(session, now));
            return (
              <Button
                key={action}
                variant={quiet ? 'secondary' : 'primary'}
                size="sm"
                loading={running === action}
                onClick={() => press(action)}
              >
                {actionLabel(action)}
              </Button>
            );
          })}
          {inCalendar ? <AddToCalendar session={session} viewer={viewer} /> : null}
        </div>
      ) : null}
      {error ? <ErrorNotice title="Nothing was changed" error={error} /> : null}
      {actions.includes('reschedule') || moving ? (
        <RescheduleDialog session={session} viewer={viewer} now={now} open={moving} onOpenChange={setMoving} />
      ) : null}
      <CancelDialog session={session} viewer={viewer} now={now} open={cancelling} onOpenChange={setCancelling} />
      <ConfirmDialog
        open={question !== null}
        onOpenChange={(open) => {
          if (!open) setAsked(null);
        }}
        title={question?.title ?? ''}
        description={question?.description}
        confirmLabel={question?.confirmLabel ?? ''}
        tone={question?.tone ?? 'primary'}
        loading={running !== null}
        onConfirm={() => {
          if (asked) run(asked, () => setAsked(null));
        }}
      />
    </>
  );
}
