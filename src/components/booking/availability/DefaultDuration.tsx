import { useId } from 'react';
import { Button } from '@/components/ui/Button';
import { Select } from '@/components/ui/Select';
import { formatDuration } from '@/domain/format';

interface DefaultDurationProps {
  value: number;
  saved: number;
  options: readonly number[];
  saving: boolean;
  onChange: (minutes: number) => void;
  onSave: () => void;
}

/** The length that cuts working hours into slots, with its own save as it belongs to the profile. */
export function DefaultDuration({ value, saved, options, saving, onChange, onSave }: DefaultDurationProps) {
  const labelId = useId();
  const lengths = [...new Set([...options, value, saved])].toSorted((a, b) => a - b);
  return (
    <div role="group" aria-labelledby={labelId}>
      <p id={labelId} className="mb-1.5 text-sm text-muted">
        Default session duration
      </p>
      <div className="flex gap-2">
        <div className="min-w-32">
          <Select
            aria-label="Default session duration"
            value={String(value)}
            onValueChange={(minutes) => onChange(Number(minutes))}
            options={lengths.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes) }))}
          />
        </div>
        <Button variant="secondary" disabled={value === saved} loading={saving} onClick={onSave}>
          Save
        </Button>
      </div>
    </div>
  );
}
