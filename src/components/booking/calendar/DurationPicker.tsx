import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { Select } from '@/components/ui/Select';
import { formatDuration } from '@/domain/format';

interface DurationPickerProps {
  durations: readonly number[];
  value: number;
  onChange: (minutes: number) => void;
}

/** The duration of the session. A single one is only stated. */
export function DurationPicker({ durations, value, onChange }: DurationPickerProps) {
  if (durations.length < 2) return <p className="text-sm text-muted">Sessions take {formatDuration(value)}.</p>;
  const options = durations.map((minutes) => ({
    value: String(minutes),
    label: minutes <= 120 ? `${minutes} min` : formatDuration(minutes),
  }));
  const change = (chosen: string) => onChange(Number(chosen));
  // More than four do not fit side by side on a phone.
  if (durations.length > 4) return <Select aria-label="Duration" value={String(value)} onValueChange={change} options={options} />;
  return <SegmentedControl label="Duration" value={String(value)} onValueChange={change} options={options} />;
}
