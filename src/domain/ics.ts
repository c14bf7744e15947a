/** One appointment for a person's own calendar. Times are ISO strings or dates; texts are plain. */
export interface CalendarEvent {
  /** Stable per session, so that importing again updates the entry. */
  uid: string;
  startsAt: Date | string;
  endsAt: Date | string;
  title: string;
  description?: string;
  location?: string;
  /** Absolute. Throws TypeError in buildIcs when it is not. */
  url?: string;
  status?: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
}

/**
 * The entry of a session. `location` is where to go (see `whereText`). Other people and employers may see a calendar, so
 * it names no therapy, type, price or note: only an appointment, with whom when `withName` is given, and where to change it.
 */
export function neutralEvent(
  session: { id: string; startsAt: string; endsAt: string; status: string },
  options: { withName?: string; url?: string; location?: string } = {},
): CalendarEvent {
  return {
    uid: `${session.id}@peer-care-connect`,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    title: options.withName ? `Appointment with ${options.withName}` : 'Appointment',
    ...(options.location ? { location: options.location } : {}),
    ...(options.url ? { description: `To change or cancel: ${options.url}`, url: options.url } : {}),
    status: session.status === 'cancelled' ? 'CANCELLED' : session.status === 'scheduled' ? 'TENTATIVE' : 'CONFIRMED',
  };
}

/** An instant in iCalendar's UTC form, `20261210T140000Z`, which needs no zone definition (RFC 5545, 3.3.5). */
export function icsInstant(instant: Date | string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Escapes a text value (RFC 5545, 3.3.11): no character of it can end the line and start a property of its own. */
export function escapeIcsText(text: string): string {
  return (
    text
      .replaceAll(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replaceAll(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** Folds a content line to at most 75 octets each, never inside a character (RFC 5545, 3.1). */
export function foldIcsLine(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** An iCalendar file of one event, with CRLF line ends. `now` is when it was made. */
export function buildIcs(event: CalendarEvent, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Peer Care Connect//Booking//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escapeIcsText(event.uid)}`,
    `DTSTAMP:${icsInstant(now)}`,
    `DTSTART:${icsInstant(event.startsAt)}`,
    `DTEND:${icsInstant(event.endsAt)}`,
    `SUMMARY:${escapeIcsText(event.title)}`,
    ...(event.description ? [`DESCRIPTION:${escapeIcsText(event.description)}`] : []),
    ...(event.location ? [`LOCATION:${escapeIcsText(event.location)}`] : []),
    ...(event.url ? [`URL:${new URL(event.url).href}`] : []),
    `STATUS:${event.status ?? 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldIcsLine(line)}\r\n`).join('');
}
