import type { PeriodFigures, PracticeFigures } from '@/data/sessions/use-practice-figures';

interface Money {
  amount: number;
  currency: string;
}

interface Pair {
  thisMonth: number;
  lastMonth: number;
}

export interface MonthStats {
  sessions: Pair;
  newClients: Pair;
  /** Percent of the working hours that are booked; null without any. */
  filled: Pair | null;
  /** In the currency with the most; other currencies are in `otherRevenue`. */
  revenue: Pair & { currency: string };
  otherRevenue: Money[];
  /** Week by week, this one last. */
  trends: { sessions: number[]; revenue: number[]; newClients: number[]; filled: number[] };
}

const NOTHING: PeriodFigures = { startsOn: '', sessions: 0, newClients: 0, bookedMinutes: 0, workingMinutes: 0, revenue: {} };

const filledOf = ({ bookedMinutes, workingMinutes }: PeriodFigures) =>
  workingMinutes === 0 ? 0 : Math.round((100 * bookedMinutes) / workingMinutes);

/** This month beside the last one, of the figures that the database added up. `currency`: the therapist's, for a month without money. */
export function monthStats({ months, weeks }: PracticeFigures, currency: string): MonthStats {
  const [current = NOTHING, last = NOTHING] = months;
  const pair = (of: (period: PeriodFigures) => number): Pair => ({ thisMonth: of(current), lastMonth: of(last) });
  const money = Object.entries(current.revenue)
    .map(([code, amount]) => ({ currency: code, amount }))
    .toSorted((a, b) => b.amount - a.amount);
  const main = money[0]?.currency ?? currency;
  const trend = (of: (period: PeriodFigures) => number) => weeks.map(of).toReversed();
  return {
    sessions: pair((period) => period.sessions),
    newClients: pair((period) => period.newClients),
    filled: current.workingMinutes + last.workingMinutes === 0 ? null : pair(filledOf),
    revenue: { ...pair((period) => period.revenue[main] ?? 0), currency: main },
    otherRevenue: money.filter((each) => each.currency !== main),
    trends: {
      sessions: trend((week) => week.sessions),
      revenue: trend((week) => week.revenue[main] ?? 0),
      newClients: trend((week) => week.newClients),
      filled: trend((week) => week.bookedMinutes),
    },
  };
}

/** '+4 on November', 'same as November'; `unit` follows the number ('%', ' pts'). */
export function changeText(difference: number, lastMonth: string, unit = ''): { change: string; rest: string } {
  if (difference === 0) return { change: '', rest: `same as ${lastMonth}` };
  // A true minus sign: a hyphen is read as "to" by some voices.
  return { change: `${difference > 0 ? '+' : '−'}${Math.abs(difference)}${unit}`, rest: ` on ${lastMonth}` };
}
