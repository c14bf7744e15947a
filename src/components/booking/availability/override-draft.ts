import { daysBetween } from '@/domain/calendar-date';
import { formatDate, formatWallTime } from '@/domain/format';
import type { OneOffHours } from '@/domain/overrides';
import { minutesOfDay } from '@/components/booking/times/day-time';

/** A day off or extra hours while they are edited; the texts may be unfinished. */
export interface OverrideDraft {
  isAvailable: boolean;
  /** Null until a day is chosen. */
  dates: { from: string; to: string } | null;
  wholeDay: boolean;
  start: string;
  end: string;
  reason: string;
}

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

type Checked = { ok: true; hours: OneOffHours } | { ok: false; errors: { dates?: string; times?: string } };

/** The override to save, or what is wrong with the draft. Extra hours always have times, so that a whole day is not added by mistake. */
export function checkOverride(draft: OverrideDraft): Checked {
  const errors: { dates?: string; times?: string } = {};
  const timed = draft.isAvailable || !draft.wholeDay;
  const start = minutesOfDay(draft.start);
  const end = minutesOfDay(draft.end);
  if (!draft.dates) errors.dates = 'Choose a day, or a first and a last day.';
  else if (daysBetween(draft.dates.from, draft.dates.to) > 731) errors.dates = 'At most two years at once.';
  if (timed && (start === null || end === null)) errors.times = 'Give both a start and an end, such as 09:00 and 13:00.';
  else if (timed && start !== null && end !== null && start >= end) {
    errors.times = `The end must be after the start: ${draft.end} is not after ${draft.start}.`;
  }
  if (!draft.dates || errors.dates !== undefined || errors.times !== undefined) return { ok: false, errors };
  return {
    ok: true,
    hours: {
      startsOn: draft.dates.from,
      endsOn: draft.dates.to,
      startTime: timed ? draft.start : null,
      endTime: timed ? draft.end : null,
      isAvailable: draft.isAvailable,
    },
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
