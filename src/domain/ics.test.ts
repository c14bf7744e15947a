import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { googleCalendarUrl, outlookCalendarUrl } from './calendar-links';
import { buildIcs, escapeIcsText, foldIcsLine, neutralEvent } from './ics';

const now = new Date('2026-11-22T10:00:00Z');
const session = { id: '6f9b', startsAt: '2026-12-10T14:00:00Z', endsAt: '2026-12-10T15:00:00Z', status: 'confirmed' };
const octets = (text: string) => new TextEncoder().encode(text).length;
const unfold = (text: string) => text.replaceAll('\r\n ', '');

describe('an iCalendar file', () => {
  it('has one event in UTC, with CRLF line ends', () => {
    expect(buildIcs(neutralEvent(session, { withName: 'Sarah Johnson', url: 'http://127.0.0.1:5173/booking' }), now)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Peer Care Connect//Booking//EN',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'BEGIN:VEVENT',
        'UID:6f9b@peer-care-connect',
        'DTSTAMP:20261122T100000Z',
        'DTSTART:20261210T140000Z',
        'DTEND:20261210T150000Z',
        'SUMMARY:Appointment with Sarah Johnson',
        'DESCRIPTION:To change or cancel: http://127.0.0.1:5173/booking',
        'URL:http://127.0.0.1:5173/booking',
        'STATUS:CONFIRMED',
        'CLASS:PRIVATE',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('escapes special characters', () => {
    expect(escapeIcsText('a;b,c\\d\r\ne\rf')).toBe('a\\;b\\,c\\\\d\\ne\\nf');
  });

  it('does not mention therapy', () => {
    expect(buildIcs(neutralEvent(session), now)).not.toMatch(/therap|counsel|session|client/i);
  });

  it('does not let a text start a property of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('\r\n', '\n', '\r', '\u2028', ''), (text, end) => {
        const lines = unfold(buildIcs({ uid: 'u', ...session, status: 'CONFIRMED', title: `${text}${end}ATTENDEE:x` }, now)).split('\r\n');
        expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
        expect(lines).toHaveLength(16);
      }),
    );
  });

  it('folds lines to 75 octets without cutting a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }).filter((text) => !/[\r\n]/.test(text)),
        (text) => {
          const folded = foldIcsLine(`SUMMARY:${text}`);
          for (const line of folded.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
          expect(unfold(folded)).toBe(`SUMMARY:${text}`);
        },
      ),
    );
  });

  it('has no single CR or LF', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const file = buildIcs({ uid: 'u', ...session, status: 'CONFIRMED', title: text, description: text, location: text }, now);
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('links to web calendars', () => {
  const event = neutralEvent(session, { withName: 'Sarah & Co', url: 'http://127.0.0.1:5173/booking' });

  it('fill in Google Calendar', () => {
    const url = new URL(googleCalendarUrl(event));
    expect(url.origin).toBe('https://calendar.google.com');
    expect(url.searchParams.get('dates')).toBe('20261210T140000Z/20261210T150000Z');
    expect(url.searchParams.get('text')).toBe('Appointment with Sarah & Co');
  });

  it('fill in Outlook', () => {
    const url = new URL(outlookCalendarUrl(event));
    expect(url.searchParams.get('startdt')).toBe('2026-12-10T14:00:00.000Z');
    expect(url.searchParams.get('subject')).toBe('Appointment with Sarah & Co');
  });
});
