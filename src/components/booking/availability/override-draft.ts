import { z } from 'zod';
import { daysBetween } from '@/domain/calendar-date';
import { formatDate, formatWallTime } from '@/domain/format';
import type { OneOffHours } from '@/domain/overrides';
import { minutesOfDay } from '@/components/booking/times/day-time';

/** What is wrong with the times, or null. */
function timesProblem(start: string, end: string): string | null {
  const from = minutesOfDay(start);
  const to = minutesOfDay(end);
  if (from === null || to === null) return 'Give both a start and an end, such as 09:00 and 13:00.';
  return from >= to ? `The end must be after the start: ${end} is not after ${start}.` : null;
}

/**
 * A day off or extra hours while they are edited, and the hours that the draft means. Extra hours always have times,
 * so that a whole day is not added by mistake.
 */
export const overrideDraftSchema = z
  .object({
    isAvailable: z.boolean(),
    /** Null until a day is chosen. */
    dates: z.object({ from: z.string(), to: z.string() }).nullable(),
    wholeDay: z.boolean(),
    /** Wall-clock times as typed. */
    start: z.string(),
    end: z.string(),
    reason: z.string().trim().max(200, 'At most 200 characters.'),
  })
  .transform(({ isAvailable, dates, wholeDay, start, end, reason }, context): OneOffHours & { reason: string } => {
    const timed = isAvailable || !wholeDay;
    const wrongTimes = timed ? timesProblem(start, end) : null;
    if (wrongTimes !== null) context.addIssue({ code: 'custom', path: ['end'], message: wrongTimes });
    if (dates === null) {
      context.addIssue({ code: 'custom', path: ['dates'], message: 'Choose a day, or a first and a last day.' });
      return z.NEVER;
    }
    if (daysBetween(dates.from, dates.to) > 731) {
      context.addIssue({ code: 'custom', path: ['dates'], message: 'At most two years at once.' });
    }
    return {
      startsOn: dates.from,
      endsOn: dates.to,
      startTime: timed ? start : null,
      endTime: timed ? end : null,
      isAvailable,
      reason,
    };
  });

export type OverrideDraft = z.input<typeof overrideDraftSchema>;

export const NEW_OVERRIDE: OverrideDraft = { isAvailable: false, dates: null, wholeDay: true, start: '09:00', end: '13:00', reason: '' };

export function overrideDraft(saved: OneOffHours & { reason: string }): OverrideDraft {
  return {
    isAvailable: saved.isAvailable,
    dates: { from: saved.startsOn, to: saved.endsOn },
    wholeDay: saved.startTime === null,
    start: saved.startTime ?? NEW_OVERRIDE.start,
    end: saved.endTime ?? NEW_OVERRIDE.end,
    reason: saved.reason,
  };
}

/** `Sat 9 Jan`, and its year where it is not the coming one. */
function dateText(date: string, today: string): string {
  return Math.abs(daysBetween(today, date)) > 300 ? `${formatDate(date)} ${date.slice(0, 4)}` : formatDate(date);
}

/** `Thu 24 Dec to Fri 1 Jan`, or one day. `today` (YYYY-MM-DD) decides where a year is needed. */
export function datesText(dates: { from: string; to: string }, today: string): string {
  return dates.from === dates.to ? dateText(dates.from, today) : `${dateText(dates.from, today)} to ${dateText(dates.to, today)}`;
}

/** `10:00 to 13:00`, with what happens on several days; null for whole days. */
export function timesText(hours: OneOffHours): string | null {
  if (hours.startTime === null || hours.endTime === null) return null;
  return `${formatWallTime(hours.startTime)} to ${formatWallTime(hours.endTime)}${hours.startsOn === hours.endsOn ? '' : ' each day'}`;
}
