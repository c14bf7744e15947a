import { CalendarPlus, Download } from 'lucide-react';
import { googleCalendarUrl, outlookCalendarUrl } from '@/domain/calendar-links';
import { buildIcs, type CalendarEvent } from '@/domain/ics';
import { systemNow } from '@/lib/clock';
import { downloadFile } from '@/lib/download';
import { Button } from './Button';
import { buttonStyles } from './button-styles';

interface CalendarChoicesProps {
  event: CalendarEvent;
  onChosen?: () => void;
}

/** Where an appointment can be added: two calendars on the web, and a file for all others. */
export function CalendarChoices({ event, onChosen }: CalendarChoicesProps) {
  const links = [
    { name: 'Google Calendar', href: googleCalendarUrl(event) },
    { name: 'Outlook', href: outlookCalendarUrl(event) },
  ];
  return (
    <>
      {links.map(({ name, href }) => (
        <a key={name} href={href} target="_blank" rel="noreferrer" className={buttonStyles('secondary', 'md')} onClick={onChosen}>
          <CalendarPlus aria-hidden className="size-4" /> {name}
          <span className="sr-only"> (opens a new tab)</span>
        </a>
      ))}
      <Button
        variant="secondary"
        onClick={() => {
          downloadFile('appointment.ics', 'text/calendar;charset=utf-8', buildIcs(event, systemNow()));
          onChosen?.();
        }}
      >
        <Download aria-hidden className="size-4" /> Apple or other (.ics)
      </Button>
    </>
  );
}
