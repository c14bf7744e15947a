import { Button } from '@/components/ui/Button';
import { formatDay, formatMonth, formatTime, type FormatOptions } from '@/domain/format';
import { startOfMonth } from '@/domain/calendar-date';
import { localDate } from '@/domain/time-zone';

interface EmptyTimesProps {
  /** First day of the month shown. */
  month: string;
  /** True when the whole month has no time, false when only the chosen day has none. */
  wholeMonth: boolean;
  /** The next start that can be booked, undefined while it is looked up, null when there is none. */
  next: string | null | undefined;
  zone: string;
  format: FormatOptions;
  onGoTo: (startsAt: string) => void;
  accepting: boolean;
}

/** Nothing free here: says so, and offers the next day or month that has times. */
export function EmptyTimes({ month, wholeMonth, next, zone, format, onGoTo, accepting }: EmptyTimesProps) {
  if (!accepting)
    return <Message title="Not taking bookings at the moment" text="Existing sessions are not affected. Please look again later." />;
  const title = wholeMonth ? `No free times in ${formatMonth(month, format)}` : 'No free times on this day';
  if (next === undefined) return <Message title={title} text="Looking for the next free time…" />;
  if (next === null)
    return <Message title={title} text="There are none in the weeks that can be booked. A shorter session may fit, or look again later." />;
  const nextMonth = startOfMonth(localDate(new Date(next), zone));
  return (
    <Message title={title} text={`The next free time is ${formatDay(next, zone, format)}, ${formatTime(next, zone, format)}.`}>
      <Button variant="secondary" onClick={() => onGoTo(next)}>
        {nextMonth === month ? `Show ${formatDay(next, zone, format)}` : `Show ${formatMonth(nextMonth, format)}`}
      </Button>
    </Message>
  );
}

function Message({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <div className="grid justify-items-start gap-3 py-6">
      <div>
        <p className="font-semibold">{title}</p>
        <p className="mt-1 text-sm text-muted">{text}</p>
      </div>
      {children}
    </div>
  );
}
