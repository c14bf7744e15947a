import { Select } from '@/components/ui/Select';
import { formatDuration } from '@/domain/format';
import type { OfferChoice as Offer } from './use-offer-choice';

/** Type and length; what leaves no choice is not asked. */
export function OfferChoice({ offer, size = 'sm' }: { offer: Offer; size?: 'sm' | 'md' }) {
  const { types, type, lengths, minutes, choose } = offer;
  if (types.length < 2 && lengths.length < 2) return null;
  return (
    <div className="mb-3 flex gap-2">
      {types.length > 1 ? (
        <Select
          size={size}
          className="min-w-0 grow basis-3/5"
          aria-label="Session type"
          value={type?.id ?? ''}
          onValueChange={(typeId) => choose({ typeId })}
          options={types.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {lengths.length > 1 ? (
        <Select
          size={size}
          className="min-w-24 grow basis-2/5"
          aria-label="Length"
          value={String(minutes)}
          onValueChange={(length) => choose({ minutes: Number(length) })}
          options={lengths.map((length) => ({ value: String(length), label: formatDuration(length) }))}
        />
      ) : null}
    </div>
  );
}
