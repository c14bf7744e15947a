import { Button } from '@/components/ui/Button';
import { formatDay, formatDuration, formatTime, type FormatOptions } from '@/domain/format';
import { placeLabel } from '@/domain/place';
import { formatMoney } from '@/domain/price';
import { localDate, offsetAt, zoneCity } from '@/domain/time-zone';
import type { BothZones, FreeSlot } from '@/components/booking/times/free-slot';
import type { BookableType } from './bookable-types';

interface BookingSumProps {
  slot: FreeSlot | null;
  type: BookableType;
  durationMinutes: number;
  price: number;
  currency: string;
  zones: BothZones;
  format: FormatOptions;
  /** Who may not book reads why instead of a button that would fail. */
  blocked: string | null;
  busy: boolean;
  onBook: () => void;
}

/** The foot of the card: says what will be booked, with a button that names the price. */
export function BookingSum(props: BookingSumProps) {
  const { slot, blocked, busy, zones, format } = props;
  const price = formatMoney(slot?.price ?? props.price, props.currency);
  return (
    <div className="sticky bottom-0 z-10 grid gap-2.5 rounded-b-card border-t border-line bg-[color-mix(in_oklab,var(--pcc-accent-soft)_45%,var(--pcc-surface))] px-4 py-3 md:flex md:items-center md:justify-between md:gap-6 md:px-6 md:py-4">
      <div className="min-w-0">
        <p className="hidden text-[15px] text-muted md:block">
          {[props.type.label, formatDuration(props.durationMinutes), props.type.sessionType && placeLabel(props.type.sessionType.place)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="text-[13px] md:text-base" aria-live="polite">
          {blocked ?? (slot ? <When startsAt={slot.startsAt} zones={zones} format={format} /> : 'Choose a time to see it here.')}
        </p>
      </div>
      {blocked === null && (
        <Button variant="primary" loading={busy} disabled={slot === null} onClick={props.onBook} className="shrink-0 whitespace-nowrap">
          Book session · {price}
        </Button>
      )}
    </div>
  );
}

/** `Thu 10 Dec, 9:00 New York · 14:00 London`, the figures standing out. */
function When({ startsAt, zones, format }: { startsAt: string; zones: BothZones; format: FormatOptions }) {
  const at = new Date(startsAt);
  const differ = offsetAt(at, zones.viewer) !== offsetAt(at, zones.therapist);
  const otherDay = localDate(at, zones.viewer) !== localDate(at, zones.therapist);
  return (
    <>
      <strong className="font-semibold">
        {formatDay(at, zones.viewer, format)}, {formatTime(at, zones.viewer, format)}
      </strong>{' '}
      <span className="text-muted">{zoneCity(zones.viewer)}</span>
      {differ && (
        <>
          <strong className="font-semibold">
            {' · '}
            {otherDay && `${formatDay(at, zones.therapist, format)}, `}
            {formatTime(at, zones.therapist, format)}
          </strong>{' '}
          <span className="text-muted">{zoneCity(zones.therapist)}</span>
        </>
      )}
    </>
  );
}
