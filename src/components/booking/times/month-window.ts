import { addMonths, startOfMonth, addDays } from '@/domain/calendar-date';

/**
 * The span to ask for so that every day of a month is whole in every zone: 14 hours before its first midnight in UTC
 * (the furthest east) to 12 after its last (the furthest west). Independent of the viewer's zone, so changing the zone
 * shows other times without fetching again. At most 32 days and 2 hours, well under the API's 62.
 */
export function monthWindow(month: string): { from: string; to: string } {
  const first = startOfMonth(month);
  return {
    from: new Date(Date.parse(`${first}T00:00:00Z`) - 14 * 3_600_000).toISOString(),
    to: new Date(Date.parse(`${addMonths(first, 1)}T00:00:00Z`) + 12 * 3_600_000).toISOString(),
  };
}

/** First and last date of the calendar: today, and the last day that can be booked. */
export function bookableSpan(today: string, bookingWindowDays: number): { first: string; last: string } {
  return { first: today, last: addDays(today, bookingWindowDays) };
}
