import { useId } from 'react';
import { placeLabel } from '@/domain/place';
import { formatMoney } from '@/domain/price';
import { priceOfType } from '@/domain/session-type';
import { durationsText, type BookableType } from './bookable-types';

interface Rate {
  hourlyRate: number;
  currency: string;
}

interface SessionTypePickerProps {
  types: readonly BookableType[];
  value: BookableType;
  onChange: (slug: string) => void;
  rate: Rate;
}

/** A choice among a therapist's session types: each with its durations, price and place, all in view. One is only stated. */
export function SessionTypePicker({ types, value, onChange, rate }: SessionTypePickerProps) {
  const name = useId();
  if (types.length === 1) {
    return (
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold">{value.label}</span>
        <span className="text-sm text-muted tabular-nums">{factsText(value, rate)}</span>
      </p>
    );
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">What would you like to book?</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {types.map((type) => (
          <label
            key={type.slug}
            className="relative grid min-h-touch content-center rounded-field border border-line px-3.5 py-2 transition-[background-color,border-color] duration-150 hover:border-accent-line has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-checked:ring-inset has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={type.slug}
              checked={type.slug === value.slug}
              onChange={() => onChange(type.slug)}
              className="absolute inset-y-0 left-0 w-3 appearance-none outline-none"
            />
            <span className="relative font-semibold">{type.label}</span>
            <span className="relative text-sm text-muted tabular-nums">{factsText(type, rate)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** `30 or 60 min · from £40.00 · Online`. */
function factsText({ sessionType, durations }: BookableType, { hourlyRate, currency }: Rate): string {
  const prices = durations.map((minutes) => priceOfType(sessionType, minutes, hourlyRate, currency));
  const least = formatMoney(Math.min(...prices), currency);
  const price = new Set(prices).size > 1 ? `from ${least}` : least;
  return [durationsText(durations), price, sessionType && placeLabel(sessionType.place), sessionType?.firstVisitOnly && 'first visit only']
    .filter(Boolean)
    .join(' · ');
}
