import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { buttonStyles } from '@/components/ui/button-styles';
import { Dialog } from '@/components/ui/Dialog';
import type { Session } from '@/data/sessions/session';
import { googleCalendarUrl, outlookCalendarUrl } from '@/domain/calendar-links';
import { buildIcs, neutralEvent } from '@/domain/ics';
import { whereText } from '@/domain/place';
import { systemNow } from '@/lib/clock';
import type { Viewer } from '@/components/viewer/viewer';

function downloadIcs(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'appointment.ics';
  link.click();
  URL.revokeObjectURL(url);
}

/** Google, Outlook, or a file. The entry does not mention therapy, because other people may see a calendar. */
export function AddToCalendar({ session, viewer }: { session: Session; viewer: Viewer }) {
  const [open, setOpen] = useState(false);
  const event = neutralEvent(session, {
    location: whereText(session),
    withName: viewer.role === 'client' ? session.therapistName : session.clientName,
    url: `${window.location.origin}/booking?tab=sessions&session=${session.id}`,
  });
  const links = [
    { label: 'Google Calendar', href: googleCalendarUrl(event) },
    { label: 'Outlook', href: outlookCalendarUrl(event) },
  ];
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
          {links.map(({ label, href }) => (
            <a
              key={label}
              href={href}
              target="_blank"
              rel="noreferrer"
              className={buttonStyles('secondary', 'md')}
              onClick={() => setOpen(false)}
            >
              {label}
            </a>
          ))}
          <Button
            variant="secondary"
            onClick={() => {
              downloadIcs(buildIcs(event, systemNow()));
              setOpen(false);
            }}
          >
            Apple or another (.ics file)
          </Button>
        </div>
      </Dialog>
    </>
  );
}
