import { minutesOf, timeOf } from '@/domain/calendar-date';

/** Minutes from midnight of a time field's text ('24:00' is 1440), or null when it is not a time. */
export function minutesOfDay(text: string): number | null {
  try {
    return minutesOf(text);
  } catch {
    return null;
  }
}

/**
 * The time of day in a typed text, as 'HH:MM', or null when it cannot be a time.
 * A phone's number pad has no colon, so `9`, `930`, `0930`, `9.30`, `9h30`, `9pm` and `24` all work.
 */
export function parseTimeEntry(entry: string): string | null {
  const match = /^\s*(\d{1,2})\s*[:.h,\s]?\s*(\d{2})?\s*(am|pm|a|p)?\.?\s*$/i.exec(entry);
  if (!match) return null;
  let hours = Number(match[1]);
  const minutes = Number(match[2] ?? '0');
  const half = match[3]?.charAt(0).toLowerCase();
  if (half) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half === 'p' ? 12 : 0);
  }
  const total = hours * 60 + minutes;
  return minutes > 59 || total > 1440 ? null : timeOf(total);
}
