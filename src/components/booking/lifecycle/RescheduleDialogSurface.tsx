import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useToast } from '@/components/ui/use-toast';
import type { Session } from '@/data/sessions/session';
import { alternativesOf } from '@/data/sessions/use-book-session';
import { useRescheduleSession } from '@/data/sessions/use-reschedule-session';
import { useTherapist } from '@/data/therapists/use-therapist';
import { formatDay, formatTime } from '@/domain/format';
import { cn } from '@/lib/cn';
import { toAppError } from '@/lib/errors';
import { intoView } from '@/lib/into-view';
import { FreeInstead } from '@/components/booking/times/FreeInstead';
import type { Viewer } from '@/components/viewer/viewer';
import { moveRefusalText } from './move-refusal-text';
import { MoveSum } from './MoveSum';
import { RescheduleTimes } from './RescheduleTimes';

export interface RescheduleProps {
  session: Session;
  viewer: Viewer;
  /** The database's clock. */
  now: Date;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What `RescheduleDialog` loads: the free times of the session's own length, and what moving it will mean. */
export function RescheduleDialogSurface({ session, viewer, now, open, onOpenChange }: RescheduleProps) {
  const { timeZone: zone, role } = viewer;
  const [chosen, setChosen] = useState<string | null>(null);
  const therapist = useTherapist(session.therapistSlug);
  const move = useRescheduleSession();
  const toast = useToast();
  const other = role === 'therapist' ? session.clientName : session.therapistName;

  const close = () => {
    setChosen(null);
    move.reset();
    onOpenChange(false);
  };
  const choose = (startsAt: string) => {
    move.reset();
    setChosen(startsAt);
  };
  const confirm = () => {
    if (chosen === null || move.isPending) return;
    move.mutate(
      { sessionId: session.id, therapistId: session.therapistId, startsAt: chosen },
      {
        onSuccess: (moved) => {
          close();
          toast.success(
            `Moved to ${formatDay(moved.startsAt, zone, viewer)}, ${formatTime(moved.startsAt, zone, viewer)}. ${other} sees both times.`,
          );
        },
      },
    );
  };

  const alternatives = alternativesOf(move.error);
  const refusal = move.isError ? moveRefusalText(toAppError(move.error), role) : null;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      size="lg"
      title={role === 'therapist' ? `Move ${session.clientName}’s session` : 'Move your session'}
      description={`${session.sessionType} with ${other}. Its length, price and payment stay as they are.`}
      footer={
        <div className="flex gap-2 max-sm:*:grow">
          <Button variant="secondary" onClick={close}>
            Keep the time
          </Button>
          <Button disabled={chosen === null} loading={move.isPending} onClick={confirm}>
            Move session
          </Button>
        </div>
      }
    >
      <div className="grid gap-4">
        {therapist.isPending ? (
          <Skeleton className="h-96 rounded-card" />
        ) : therapist.isLoadingError || therapist.data === null ? (
          <ErrorNotice title="The free times could not be loaded" error={therapist.error} onRetry={() => void therapist.refetch()} />
        ) : (
          <RescheduleTimes
            session={session}
            therapist={therapist.data}
            viewer={viewer}
            now={now}
            open={open}
            chosen={chosen}
            onChoose={choose}
          />
        )}
        {refusal && (
          <div ref={intoView} role="alert" className="grid scroll-mb-28 gap-3 rounded-field bg-warn-soft px-4 py-3">
            <div>
              <p className="font-semibold">{refusal.title}</p>
              <p className="text-sm text-muted">
                {refusal.text}
                {alternatives.length > 0 && ' These are free:'}
              </p>
            </div>
            <FreeInstead
              wanted={chosen ?? session.startsAt}
              starts={alternatives}
              zone={zone}
              therapistZone={session.timeZone}
              format={viewer}
              onChoose={choose}
            />
          </div>
        )}
        {/* Once chosen it stays in view: on a phone the times are longer than the screen. */}
        <div className={cn(chosen !== null && 'sticky -bottom-4 -mx-1 -mb-4 bg-surface px-1 pt-1 pb-4')}>
          <MoveSum session={session} to={chosen} viewer={viewer} />
        </div>
      </div>
    </Dialog>
  );
}
