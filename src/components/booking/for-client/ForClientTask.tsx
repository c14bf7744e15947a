import { useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { useToast } from '@/components/ui/use-toast';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { formatDay, formatDuration, formatTime } from '@/domain/format';
import { formatMoney } from '@/domain/price';
import { localDate } from '@/domain/time-zone';
import { useNow } from '@/lib/use-now';
import type { Viewer } from '@/components/viewer/viewer';
import { ForClientFields } from './ForClientFields';
import { useForClientTask } from './use-for-client-task';

interface ForClientTaskProps {
  open: boolean;
  onClose: () => void;
  profile: TherapistProfile;
  viewer: Viewer;
}

/** The booking on behalf of a client, with what it comes to at the foot. */
export function ForClientTask({ open, onClose, profile, viewer }: ForClientTaskProps) {
  const zone = profile.timeZone;
  const today = localDate(useNow(), zone);
  const toast = useToast();
  const navigate = useNavigate();
  const { ref, submit, ...task } = useForClientTask(profile, today, (session) => {
    toast.success(
      `${session.clientName} is booked: ${formatDay(session.startsAt, zone, viewer)}, ${formatTime(session.startsAt, zone, viewer)}.`,
      {
        label: 'See it',
        onClick: () => void navigate(`/booking?tab=sessions&session=${session.id}`),
      },
    );
    onClose();
  });

  const sum = [
    task.startsAt ? `${formatDay(task.startsAt, zone, viewer)}, ${formatTime(task.startsAt, zone, viewer)}` : null,
    formatDuration(task.typeChoice.minutes),
    formatMoney(task.price, profile.currency),
  ].filter(Boolean);

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title="Book for a client"
      description="It is confirmed at once. Your notice and booking window do not bind you."
      footer={
        <>
          <p className="text-center text-sm max-sm:order-last text-muted tabular-nums sm:mr-auto sm:self-center sm:text-left">
            {sum.join(' · ')}
          </p>
          <Button className="sm:whitespace-nowrap" loading={task.booking} onClick={submit}>
            {task.name ? `Book for ${task.name}` : 'Book'}
          </Button>
        </>
      }
    >
      <div ref={ref}>
        <ForClientFields task={task} profile={profile} viewer={viewer} today={today} />
      </div>
    </Dialog>
  );
}
