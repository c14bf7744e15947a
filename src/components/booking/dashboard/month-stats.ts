import { addDays, addMonths, dayOfWeek, daysBetween, minutesOf, startOfMonth } from '@/domain/calendar-date';
import type { Stretch } from '@/domain/slots';
import { fromMinorUnits } from '@/domain/price';
import { isLive } from '@/domain/status';
import { dashboardFigures, keptMinor, type Money, type SummarySession } from '@/domain/summary';
import { localDate } from '@/domain/time-zone';

export interface StatSession extends SummarySession {
  durationMinutes: number;
}

interface Pair {
  thisMonth: number;
  lastMonth: number;
}

export interface MonthStats {
  sessions: Pair;
  newClients: Pair;
  /** Percent of the weekly hours that are booked; null without weekly hours. */
  filled: Pair | null;
  /** In the currency with the most; other currencies stand in `otherRevenue`. */
  revenue: Pair & { currency: string };
  otherRevenue: Money[];
  /** The last eight weeks, this one last. */
  trends: { sessions: number[]; revenue: number[]; newClients: number[]; filled: number[] };
}

const WEEKS = 8;

function workingMinutes(working: readonly Stretch[], weekday: number): number {
  return working
    .filter((stretch) => stretch.dayOfWeek === weekday)
    .reduce((sum, stretch) => sum + minutesOf(stretch.endTime) - minutesOf(stretch.startTime), 0);
}

/** Working minutes of the local month a date is in. */
function monthMinutes(working: readonly Stretch[], date: string): number {
  const first = startOfMonth(date);
  const days = daysBetween(first, addMonths(first, 1));
  return Array.from({ length: days }, (_, day) => workingMinutes(working, dayOfWeek(addDays(first, day)))).reduce((a, b) => a + b, 0);
}

function inMonth(date: string, month: string): boolean {
  return startOfMonth(date) === startOfMonth(month);
}

/** Local date of each client's first session that took place or will. */
function firstDates(held: readonly { session: StatSession; date: string }[]): string[] {
  const first = new Map<string, string>();
  for (const { session, date } of held) {
    const client = session.clientId ?? session.id;
    const known = first.get(client);
    if (!known || date < known) first.set(client, date);
  }
  return [...first.values()];
}

/**
 * This local month beside the last one. A month counts whole, booked sessions to come included.
 * `sessions` are all of the therapist's, so that a new client is one never seen before.
 */
export function monthStats(
  sessions: readonly StatSession[],
  working: readonly Stretch[],
  currency: string,
  zone: string,
  now: Date,
): MonthStats {
  const today = localDate(now, zone);
  const lastMonthDay = addMonths(today, -1);
  const figures = dashboardFigures(sessions, zone, now);
  const held = sessions
    .filter((session) => isLive(session, now) && session.status !== 'no_show')
    .map((session) => ({ session, date: localDate(new Date(session.startsAt), zone) }));
  const firsts = firstDates(held);
  const filledIn = (month: string) => {
    const booked = held.filter(({ date }) => inMonth(date, month)).reduce((sum, { session }) => sum + session.durationMinutes, 0);
    return Math.round((100 * booked) / monthMinutes(working, month));
  };

  const main = figures.thisMonth.revenue[0]?.currency ?? currency;
  const amountOf = (revenue: readonly Money[]) => revenue.find((money) => money.currency === main)?.amount ?? 0;
  const monday = addDays(today, -((dayOfWeek(today) + 6) % 7));
  const perWeek = (dates: readonly { date: string; value: number }[]) => {
    const weeks = Array.from({ length: WEEKS }, () => 0);
    for (const { date, value } of dates) {
      const index = WEEKS - 1 + Math.floor(daysBetween(monday, date) / 7);
      if (index >= 0 && index < WEEKS) weeks[index] = (weeks[index] ?? 0) + value;
    }
    return weeks;
  };
  const hours = monthMinutes(working, today);

  return {
    sessions: { thisMonth: figures.thisMonth.sessions, lastMonth: figures.lastMonth.sessions },
    newClients: {
      thisMonth: firsts.filter((date) => inMonth(date, today)).length,
      lastMonth: firsts.filter((date) => inMonth(date, lastMonthDay)).length,
    },
    filled: hours === 0 ? null : { thisMonth: filledIn(today), lastMonth: filledIn(lastMonthDay) },
    revenue: { thisMonth: amountOf(figures.thisMonth.revenue), lastMonth: amountOf(figures.lastMonth.revenue), currency: main },
    otherRevenue: figures.thisMonth.revenue.filter((money) => money.currency !== main),
    trends: {
      sessions: perWeek(held.map(({ date }) => ({ date, value: 1 }))),
      revenue: perWeek(
        held
          .filter(({ session }) => session.currency === main)
          .map(({ session, date }) => ({ date, value: fromMinorUnits(keptMinor(session), main) })),
      ),
      newClients: perWeek(firsts.map((date) => ({ date, value: 1 }))),
      filled: perWeek(held.map(({ session, date }) => ({ date, value: session.durationMinutes }))),
    },
  };
}

/** '+4 on November', 'same as November'; `unit` follows the number ('%', ' pts'). */
export function changeText(difference: number, lastMonth: string, unit = ''): { change: string; rest: string } {
  if (difference === 0) return { change: '', rest: `same as ${lastMonth}` };
  // A true minus sign: a hyphen is read as "to" by some voices.
  return { change: `${difference > 0 ? '+' : '−'}${Math.abs(difference)}${unit}`, rest: ` on ${lastMonth}` };
}
