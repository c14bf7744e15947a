import { useId } from 'react';
import { placeLabel } from '@/domain/place';
import { formatMoney } from '@/domain/price';
import { priceOfType } from '@/domain/session-type';
import { lengthsText, type Offer } from './offers';

interface Rate {
  hourlyRate: number;
  currency: string;
}

interface TypePickerProps {
  offers: readonly Offer[];
  value: Offer;
  onChange: (slug: string) => void;
  rate: Rate;
}

/** What to book, of a therapist's own types: each with its length, price and place, all in view. One is only stated. */
export function TypePicker({ offers, value, onChange, rate }: TypePickerProps) {
  const name = useId();
  if (offers.length === 1) {
    return (
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold">{value.label}</span>
        <span className="text-sm text-muted tabular-nums">{factsOf(value, rate)}</span>
      </p>
    );
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">What would you like to book?</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {offers.map((offer) => (
          <label
            key={offer.slug}
            className="relative grid min-h-touch content-center rounded-field border border-line px-3.5 py-2 transition-[background-color,border-color] duration-150 hover:border-accent-line has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-checked:ring-inset has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={offer.slug}
              checked={offer.slug === value.slug}
              onChange={() => onChange(offer.slug)}
              className="absolute inset-y-0 left-0 w-3 appearance-none outline-none"
            />
            <span className="relative font-semibold">{offer.label}</span>
            <span className="relative text-sm text-muted tabular-nums">{factsOf(offer, rate)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** `30 or 60 min · from £40.00 · Online`. */
function factsOf({ type, durations }: Offer, { hourlyRate, currency }: Rate): string {
  const prices = durations.map((minutes) => priceOfType(type, minutes, hourlyRate, currency));
  const least = formatMoney(Math.min(...prices), currency);
  const price = new Set(prices).size > 1 ? `from ${least}` : least;
  return [lengthsText(durations), price, type && placeLabel(type.place), type?.firstVisitOnly && 'first visit only']
    .filter(Boolean)
    .join(' · ');
}
