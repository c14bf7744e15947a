import { CalendarPlus, Download } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { buttonStyles } from '@/components/ui/button-styles';
import { googleCalendarUrl, outlookCalendarUrl } from '@/domain/calendar-links';
import { buildIcs, type CalendarEvent } from '@/domain/ics';
import { systemNow } from '@/lib/clock';

/** Puts the session into the client's own calendar: two on the web, and a file for all others. */
export function AddToCalendar({ event }: { event: CalendarEvent }) {
  const download = () => {
    const url = URL.createObjectURL(new Blob([buildIcs(event, systemNow())], { type: 'text/calendar;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'appointment.ics';
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <section aria-labelledby="add-to-calendar" className="grid gap-2.5">
      <h2 id="add-to-calendar" className="font-sans text-base font-semibold tracking-normal">
        Add to your calendar
      </h2>
      <div className="flex flex-wrap gap-2">
        <CalendarLink href={googleCalendarUrl(event)} name="Google" />
        <CalendarLink href={outlookCalendarUrl(event)} name="Outlook" />
        <Button variant="secondary" onClick={download}>
          <Download aria-hidden className="size-4" /> Apple or other (.ics)
        </Button>
      </div>
      <p className="text-sm text-muted">The entry says only “{event.title}”, and where to change it.</p>
    </section>
  );
}

function CalendarLink({ href, name }: { href: string; name: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonStyles('secondary', 'md')}>
      <CalendarPlus aria-hidden className="size-4" /> {name}
      <span className="sr-only"> (opens a new tab)</span>
    </a>
  );
}
