import { addMonths, startOfMonth } from './calendar-date';
import { fromMinorUnits, toMinorUnits } from './price';
import { awaitsPayment, isLive, isUpcoming } from './status';
import { localDate } from './time-zone';
import type { SessionFacts } from './session-facts';

/** What is needed of a session for these figures. */
export interface SummarySession extends SessionFacts {
  id: string;
  clientId: string | null;
  price: number;
  currency: string;
  /** Amounts in minor units; null or left out while no payment was begun. */
  payment?: { status: string; amountMinor: number; refundedMinor: number; onItsWayMinor: number } | null;
}

export interface Money {
  amount: number;
  currency: string;
}

export interface MonthFigures {
  sessions: number;
  clients: number;
  /** Paid and kept, one entry a currency, the largest first; empty when nothing was paid. */
  revenue: Money[];
}

/** The counts above a list of sessions. Pending: live sessions that wait for a payment. */
export function sessionCounts(
  sessions: readonly SummarySession[],
  now: Date,
): { total: number; completed: number; upcoming: number; pending: number } {
  return {
    total: sessions.length,
    completed: sessions.filter((session) => session.status === 'completed').length,
    upcoming: sessions.filter((session) => isUpcoming(session, now)).length,
    pending: sessions.filter((session) => awaitsPayment(session) && isUpcoming(session, now)).length,
  };
}

/** Live sessions that start on the local day of `now`, earliest first. */
export function sessionsToday<T extends SummarySession>(sessions: readonly T[], zone: string, now: Date): T[] {
  const today = localDate(now, zone);
  return byStart(sessions.filter((session) => isLive(session, now) && localDate(new Date(session.startsAt), zone) === today));
}

/** The session going on now, or the next one to come. */
export function nextSession<T extends SummarySession>(sessions: readonly T[], now: Date): T | null {
  return byStart(sessions.filter((session) => isUpcoming(session, now)))[0] ?? null;
}

/** Figures of the local month that `date` (YYYY-MM-DD) is in. Cancelled sessions, no-shows and expired holds do not count. */
function monthFigures(sessions: readonly SummarySession[], date: string, zone: string, now: Date): MonthFigures {
  const from = startOfMonth(date);
  const inMonth = sessions.filter((session) => startOfMonth(localDate(new Date(session.startsAt), zone)) === from);
  const held = inMonth.filter((session) => isLive(session, now) && session.status !== 'no_show');
  return {
    sessions: held.length,
    clients: new Set(held.map((session) => session.clientId ?? session.id)).size,
    // With the fees of late cancellations and no-shows, without refunds.
    revenue: addUp(inMonth),
  };
}

/** This local month and the one before it. */
export function dashboardFigures(
  sessions: readonly SummarySession[],
  zone: string,
  now: Date,
): { thisMonth: MonthFigures; lastMonth: MonthFigures } {
  const today = localDate(now, zone);
  return {
    thisMonth: monthFigures(sessions, today, zone, now),
    lastMonth: monthFigures(sessions, addMonths(today, -1), zone, now),
  };
}

function byStart<T extends SummarySession>(sessions: readonly T[]): T[] {
  return sessions.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

/** A session's revenue in minor units: paid, less refunds sent or on their way. */
export function keptMinor({ payment, paymentStatus, status, price, currency }: SummarySession): number {
  if (payment?.status === 'succeeded') return Math.max(0, payment.amountMinor - payment.refundedMinor - payment.onItsWayMinor);
  return paymentStatus === 'paid' && status !== 'cancelled' ? toMinorUnits(price, currency) : 0;
}

function addUp(sessions: readonly SummarySession[]): Money[] {
  const minor = new Map<string, number>();
  for (const session of sessions) minor.set(session.currency, (minor.get(session.currency) ?? 0) + keptMinor(session));
  return [...minor]
    .filter(([, amount]) => amount > 0)
    .map(([currency, amount]) => ({ currency, amount: fromMinorUnits(amount, currency) }))
    .toSorted((a, b) => b.amount - a.amount);
}
