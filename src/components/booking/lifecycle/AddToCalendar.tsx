import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { CalendarChoices } from '@/components/ui/CalendarChoices';
import { Dialog } from '@/components/ui/Dialog';
import type { Session } from '@/data/sessions/session';
import { neutralEvent } from '@/domain/ics';
import { whereText } from '@/domain/place';
import type { Viewer } from '@/components/viewer/viewer';

/** Google, Outlook, or a file. The entry does not mention therapy, because other people may see a calendar. */
export function AddToCalendar({ session, viewer }: { session: Session; viewer: Viewer }) {
  const [open, setOpen] = useState(false);
  const event = neutralEvent(session, {
    location: whereText(session),
    withName: viewer.role === 'client' ? session.therapistName : session.clientName,
    url: `${window.location.origin}/booking?tab=sessions&session=${session.id}`,
  });
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => setOpen(true)}>
        <CalendarPlus aria-hidden="true" className="size-4" /> Add to calendar
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add to calendar"
        description="The entry says “appointment”, and nothing of what it is about."
      >
        <div className="grid gap-2">
          <CalendarChoices event={event} onChosen={() => setOpen(false)} />
        </div>
      </Dialog>
    </>
  );
}
