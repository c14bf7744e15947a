import { useId } from 'react';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { formatTime } from '@/domain/format';
import { TimeField } from './TimeField';
import { resolveWallTime, type WallTime } from './wall-time';

interface WallTimeFieldsProps {
  value: WallTime;
  onChange: (value: WallTime) => void;
  zone: string;
  /** Earliest and latest date to choose, YYYY-MM-DD. */
  min?: string;
  max?: string;
}

/** A date and a time in one zone. Where the clocks go back, it asks which of the two; where they go forward, it says so. */
export function WallTimeFields({ value, onChange, zone, min, max }: WallTimeFieldsProps) {
  const problemId = useId();
  const { repeated, problem } = resolveWallTime(value, zone);
  return (
    <div className="grid gap-2">
      <div className="flex items-end gap-2">
        <Field label="Date" required className="min-w-0 grow">
          <Input
            type="date"
            value={value.date}
            min={min}
            max={max}
            onChange={(event) => onChange({ ...value, date: event.target.value, later: false })}
          />
        </Field>
        <div className="grid gap-1.5">
          <span aria-hidden="true" className="text-sm font-semibold">
            Time
          </span>
          <TimeField
            label="Time"
            value={value.time}
            invalid={problem !== null}
            describedBy={problem === null ? undefined : problemId}
            onChange={(time) => onChange({ ...value, time, later: false })}
          />
        </div>
      </div>
      {repeated.length > 1 ? (
        <SegmentedControl
          label="The clock shows this time twice. Which one?"
          showLabel
          value={value.later ? 'later' : 'earlier'}
          onValueChange={(which) => onChange({ ...value, later: which === 'later' })}
          options={repeated
            .slice(0, 2)
            .map((at, index) => ({ value: index === 0 ? 'earlier' : 'later', label: formatTime(at, zone, { timeFormat: '24h' }) }))}
        />
      ) : null}
      <p id={problemId} aria-live="polite" className="text-sm text-bad empty:hidden">
        {problem}
      </p>
    </div>
  );
}
