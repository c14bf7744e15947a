import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { slotFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { overrideKeys } from './keys';
import { OVERRIDE_COLUMNS, toOverride } from './override';
import type { Override } from './override';

/** A therapist's own overrides that end on or after the date `from` (YYYY-MM-DD; null: all), earliest first. Throws AppError. */
export async function fetchOverrides(therapistId: string, from: string | null, signal?: AbortSignal): Promise<Override[]> {
  const query = supabase.from('availability_overrides').select(OVERRIDE_COLUMNS).eq('therapist_id', therapistId);
  const ordered = (from ? query.gte('ends_on', from) : query).order('starts_on').order('start_time', { nullsFirst: true }).order('id');
  const { data, error } = await (signal ? ordered.abortSignal(signal) : ordered);
  if (error) throw toAppError(error);
  return data.map(toOverride);
}

export function overridesOptions(userId: string | null | undefined, from: string | null) {
  return queryOptions({
    queryKey: overrideKeys.list(userId ?? '', from),
    queryFn: userId ? ({ signal }) => fetchOverrides(userId, from, signal) : skipToken,
    ...slotFreshness,
  });
}

/** The signed-in therapist's overrides; `from` (YYYY-MM-DD, in their zone) leaves out those that have ended. */
export function useOverrides({ from = null }: { from?: string | null } = {}) {
  return useQuery(overridesOptions(useCurrentUserId(), from));
}
