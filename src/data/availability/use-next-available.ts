import { queryOptions, useQuery } from '@tanstack/react-query';
import { slotFreshness } from '@/data/freshness';
import type { AvailableSlot } from './available-slot';
import { availabilityKeys } from './keys';
import type { SlotRange } from './keys';
import { fetchAvailableSlots } from './use-available-slots';

const DAY_MS = 86_400_000;
/** The database lists at most 62 days at once. */
const WINDOW_DAYS = 62;

/** As a calendar asks, `from` being the instant to look from. */
interface NextAvailableInput extends Omit<SlotRange, 'to'> {
  /** How far to look; default 186 days. The therapist's booking window is the natural bound. */
  days?: number;
}

/** The first bookable start at or after `from`, or null within `days`. Throws AppError. */
export async function fetchNextAvailable(
  { from, days = 186, ...asked }: NextAvailableInput,
  signal?: AbortSignal,
): Promise<AvailableSlot | null> {
  const end = Date.parse(from) + days * DAY_MS;
  for (let start = Date.parse(from); start < end; start += WINDOW_DAYS * DAY_MS) {
    const to = Math.min(start + WINDOW_DAYS * DAY_MS, end);
    const range = { ...asked, from: new Date(start).toISOString(), to: new Date(to).toISOString() };
    const [first] = await fetchAvailableSlots(range, signal);
    if (first) return first;
  }
  return null;
}

export function nextAvailableOptions(input: NextAvailableInput) {
  return queryOptions({
    queryKey: availabilityKeys.next({ days: 186, ...input }),
    queryFn: ({ signal }) => fetchNextAvailable(input, signal),
    ...slotFreshness,
  });
}

/** The next start that can be booked, for a month without any. Pass `enabled: false` until it is needed. */
export function useNextAvailable(input: NextAvailableInput, options: { enabled?: boolean } = {}) {
  return useQuery({ ...nextAvailableOptions(input), enabled: options.enabled ?? true });
}
