import { useState, type KeyboardEvent } from 'react';
import { cn } from '@/lib/cn';
import { timeOf } from '@/domain/calendar-date';
import { minutesOfDay, parseTimeEntry } from './day-time';

interface TimeFieldProps {
  /** Read by screen readers: 'Monday, start'. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  invalid?: boolean;
  describedBy?: string | undefined;
}

const STEP_MINUTES = 15;

/**
 * A 24-hour time as text. Not `<input type="time">`: that follows the device's 12-hour setting and
 * cannot say 24:00, the end of a working day. Arrow keys step a quarter hour, with Shift an hour.
 */
export function TimeField({ label, value, onChange, invalid = false, describedBy }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  const commit = () => {
    if (typed === null) return;
    onChange(parseTimeEntry(typed) ?? typed.trim());
    setTyped(null);
  };

  const type = (text: string) => {
    setTyped(text);
    // A whole time counts at once, so the chips and the footer follow the typing.
    if (/^\d{2}:\d{2}$/.test(text) && minutesOfDay(text) !== null) onChange(text);
  };

  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const current = minutesOfDay(parseTimeEntry(typed ?? value) ?? '') ?? 540;
    const size = event.shiftKey ? 60 : STEP_MINUTES;
    const next = event.key === 'ArrowUp' ? Math.floor(current / size + 1) * size : Math.ceil(current / size - 1) * size;
    setTyped(null);
    onChange(timeOf(Math.min(1440, Math.max(0, next))));
  };

  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      maxLength={8}
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      value={typed ?? value}
      onChange={(event) => type(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={step}
      className={cn(
        'h-11 w-[4.75rem] rounded-field border bg-surface text-center font-medium tabular-nums text-ink',
        invalid ? 'border-bad' : 'border-line-strong/60 hover:border-line-strong',
      )}
    />
  );
}
