import { isCalendarDate } from '@/domain/calendar-date';

/** What the address of a booking page says: `?date= &duration= &type= &time=`. */
export interface BookingAddress {
  /** YYYY-MM-DD on the viewer's calendar. */
  date: string | null;
  durationMinutes: number | null;
  /** Slug of what is to be booked; what is not offered (any more) counts as not said. */
  type: string | null;
  /** The chosen start, an ISO instant in UTC: it means the same after a change of zone or a sign-in elsewhere. */
  time: string | null;
}

/** Reads the address; anything malformed counts as missing, so an old or mistyped link still opens the calendar. */
export function readBookingAddress(params: URLSearchParams): BookingAddress {
  const date = params.get('date');
  const duration = Number(params.get('duration'));
  const time = params.get('time');
  const instant = time === null ? Number.NaN : Date.parse(time);
  return {
    date: date !== null && isCalendarDate(date) ? date : null,
    durationMinutes: Number.isInteger(duration) && duration > 0 ? duration : null,
    type: params.get('type') || null,
    time: Number.isNaN(instant) ? null : new Date(instant).toISOString(),
  };
}

/** A copy of the parameters with the changes applied; `null` removes one. Parameters of others are kept. */
export function writeBookingAddress(
  params: URLSearchParams,
  change: Partial<{ [Key in keyof BookingAddress]: BookingAddress[Key] | null }>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const names = { date: 'date', durationMinutes: 'duration', type: 'type', time: 'time' } as const;
  for (const key of ['date', 'durationMinutes', 'type', 'time'] as const) {
    const value = change[key];
    if (value === undefined) continue;
    if (value === null) next.delete(names[key]);
    else next.set(names[key], String(value));
  }
  return next;
}
