import { icsInstant } from './ics';
import type { CalendarEvent } from './ics';

/** Address that opens Google Calendar with the event filled in. */
export function googleCalendarUrl(event: CalendarEvent): string {
  const url = new URL('https://calendar.google.com/calendar/render');
  url.searchParams.set('action', 'TEMPLATE');
  url.searchParams.set('text', event.title);
  url.searchParams.set('dates', `${icsInstant(event.startsAt)}/${icsInstant(event.endsAt)}`);
  if (event.description) url.searchParams.set('details', event.description);
  if (event.location) url.searchParams.set('location', event.location);
  return url.href;
}

/** Address that opens Outlook on the web with the event filled in. */
export function outlookCalendarUrl(event: CalendarEvent): string {
  const url = new URL('https://outlook.live.com/calendar/0/deeplink/compose');
  url.searchParams.set('path', '/calendar/action/compose');
  url.searchParams.set('rru', 'addevent');
  url.searchParams.set('subject', event.title);
  url.searchParams.set('startdt', new Date(event.startsAt).toISOString());
  url.searchParams.set('enddt', new Date(event.endsAt).toISOString());
  if (event.description) url.searchParams.set('body', event.description);
  if (event.location) url.searchParams.set('location', event.location);
  return url.href;
}
