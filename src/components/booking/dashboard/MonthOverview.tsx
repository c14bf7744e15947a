import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { Stat } from '@/components/ui/Stat';
import type { PracticeFigures } from '@/data/sessions/use-practice-figures';
import { addMonths } from '@/domain/calendar-date';
import { formatMonth } from '@/domain/format';
import { formatMoney } from '@/domain/price';
import { localDate } from '@/domain/time-zone';
import { cn } from '@/lib/cn';
import { changeText, monthStats } from './month-stats';

interface MonthOverviewProps {
  figures: PracticeFigures;
  /** The therapist's own. */
  currency: string;
  zone: string;
  now: Date;
  className?: string;
}

/** The month's name without its year. */
function monthName(date: string): string {
  return formatMonth(date)
    .replace(/[\s\d]+$/, '')
    .trim();
}

/** A short amount: '£2,480', with decimals only where there are any. */
function shortMoney(amount: number, currency: string): string {
  return formatMoney(amount, currency).replace(/[.,]00(?=\D*$)/, '');
}

function Change({ difference, month, unit }: { difference: number; month: string; unit?: string }) {
  const { change, rest } = changeText(difference, month, unit);
  return (
    <>
      {change ? <span className={difference > 0 ? 'font-semibold text-accent' : 'font-semibold text-ink'}>{change}</span> : null}
      {rest}
    </>
  );
}

/** Four figures of this month against last, as cards with a line or, in one press, as a table. */
export function MonthOverview({ figures: periods, currency, zone, now, className }: MonthOverviewProps) {
  const [asTable, setAsTable] = useState(false);
  const stats = monthStats(periods, currency);
  const today = localDate(now, zone);
  const thisMonth = monthName(today);
  const lastMonth = monthName(addMonths(today, -1));
  const { revenue, filled } = stats;
  const growth = revenue.lastMonth === 0 ? null : Math.round((100 * (revenue.thisMonth - revenue.lastMonth)) / revenue.lastMonth);
  const money = (amount: number) => shortMoney(amount, revenue.currency);

  const figures = [
    {
      label: 'Sessions this month',
      value: String(stats.sessions.thisMonth),
      before: String(stats.sessions.lastMonth),
      trend: stats.trends.sessions,
      detail: <Change difference={stats.sessions.thisMonth - stats.sessions.lastMonth} month={lastMonth} />,
    },
    {
      label: 'Revenue',
      value: [money(revenue.thisMonth), ...stats.otherRevenue.map((other) => shortMoney(other.amount, other.currency))].join(' + '),
      before: money(revenue.lastMonth),
      trend: stats.trends.revenue,
      detail: growth === null ? `nothing in ${lastMonth}` : <Change difference={growth} month={lastMonth} unit="%" />,
    },
    {
      label: 'New clients',
      value: String(stats.newClients.thisMonth),
      before: String(stats.newClients.lastMonth),
      trend: stats.trends.newClients,
      detail: <Change difference={stats.newClients.thisMonth - stats.newClients.lastMonth} month={lastMonth} />,
    },
    {
      label: 'Hours filled',
      value: filled ? `${filled.thisMonth}%` : 'No hours',
      before: filled ? `${filled.lastMonth}%` : 'No hours',
      trend: stats.trends.filled,
      detail: filled ? <Change difference={filled.thisMonth - filled.lastMonth} month={lastMonth} unit=" pts" /> : 'no working hours set',
    },
  ];

  return (
    <section aria-labelledby="month-heading" className={cn('grid gap-3', className)}>
      <div className="flex items-center justify-between gap-3">
        <h2 id="month-heading" className="text-heading">
          {thisMonth}
        </h2>
        <Button variant="quiet" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as cards' : 'Show as table'}
        </Button>
      </div>
      {asTable ? (
        <Card className="overflow-x-auto p-0">
          <table className="w-full text-left tabular-nums">
            <caption className="sr-only">
              {thisMonth} and {lastMonth}
            </caption>
            <thead className="border-b text-sm text-muted">
              <tr>
                <th scope="col" className="px-5 py-2.5 font-medium">
                  Figure
                </th>
                <th scope="col" className="px-5 py-2.5 text-right font-medium">
                  {lastMonth}
                </th>
                <th scope="col" className="px-5 py-2.5 text-right font-medium">
                  {thisMonth}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {figures.map((figure) => (
                <tr key={figure.label}>
                  <th scope="row" className="px-5 py-2.5 font-normal">
                    {figure.label.replace(' this month', '')}
                  </th>
                  <td className="px-5 py-2.5 text-right">{figure.before}</td>
                  <td className="px-5 py-2.5 text-right font-semibold">{figure.value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      ) : (
        <Card className="p-0">
          <dl className="grid grid-cols-2 sm:grid-cols-4">
            {figures.map((figure) => (
              <Stat
                key={figure.label}
                label={figure.label}
                value={figure.value}
                trend={figure.trend}
                detail={figure.detail}
                className="border-line px-5 py-4 max-sm:odd:border-r max-sm:nth-[n+3]:border-t sm:not-first:border-l"
              />
            ))}
          </dl>
        </Card>
      )}
    </section>
  );
}
