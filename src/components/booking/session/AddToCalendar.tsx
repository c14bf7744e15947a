import { Menu } from '@base-ui/react/menu';
import { CalendarPlus } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { popupStyles } from '@/components/ui/popup-styles';
import type { Session } from '@/data/sessions/session';
import { googleCalendarUrl, outlookCalendarUrl } from '@/domain/calendar-links';
import { buildIcs, neutralEvent } from '@/domain/ics';
import { systemNow } from '@/lib/clock';
import { cn } from '@/lib/cn';
import type { Viewer } from '../dashboard/viewer';

const ITEM = 'flex min-h-touch w-full items-center rounded-small px-3 text-left text-[0.9375rem] outline-none data-highlighted:bg-accent-soft';

function downloadIcs(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'appointment.ics';
  link.click();
  URL.revokeObjectURL(url);
}

/** Google, Outlook, or a file. The entry names no therapy: calendars are read over shoulders. */
export function AddToCalendar({ session, viewer }: { session: Session; viewer: Viewer }) {
  const event = neutralEvent(session, {
    withName: viewer.role === 'client' ? session.therapistName : session.clientName,
    url: `${window.location.origin}/booking?tab=sessions&session=${session.id}`,
  });
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={<Button variant="secondary" size="sm" />}>
        <CalendarPlus aria-hidden="true" className="size-4" /> Add to calendar
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="start" className="z-50 outline-none">
          <Menu.Popup className={cn(popupStyles, 'min-w-52 p-1')}>
            <Menu.LinkItem className={ITEM} href={googleCalendarUrl(event)} target="_blank" rel="noreferrer">
              Google Calendar
            </Menu.LinkItem>
            <Menu.LinkItem className={ITEM} href={outlookCalendarUrl(event)} target="_blank" rel="noreferrer">
              Outlook
            </Menu.LinkItem>
            <Menu.Item className={ITEM} onClick={() => downloadIcs(buildIcs(event, systemNow()))}>
              Apple or another (.ics file)
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
