import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { slotFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionTypeKeys } from './keys';
import { SESSION_TYPE_COLUMNS, toSessionType } from './session-type';
import type { SessionType } from '@/domain/session-type';

/** A therapist's session types in their order; paused ones only with `options.paused`. Throws AppError. */
export async function fetchSessionTypes(
  therapistId: string,
  options: { paused?: boolean } = {},
  signal?: AbortSignal,
): Promise<SessionType[]> {
  const query = supabase.from('session_types').select(SESSION_TYPE_COLUMNS).eq('therapist_id', therapistId);
  const ordered = (options.paused ? query : query.eq('is_active', true)).order('position').order('name').order('id');
  const { data, error } = await (signal ? ordered.abortSignal(signal) : ordered);
  if (error) throw toAppError(error);
  return data.map(toSessionType);
}

export function sessionTypesOptions(therapistId: string) {
  return queryOptions({
    queryKey: sessionTypeKeys.bookable(therapistId),
    queryFn: ({ signal }) => fetchSessionTypes(therapistId, {}, signal),
    ...slotFreshness,
  });
}

/**
 * The session types a client can book, renewed by `useAvailabilityChannel`. Empty: the therapist has none, and the
 * profile's durations and hourly rate apply.
 */
export function useSessionTypes(therapistId: string) {
  return useQuery(sessionTypesOptions(therapistId));
}

export function ownSessionTypesOptions(userId: string | null | undefined) {
  return queryOptions({
    queryKey: sessionTypeKeys.own(userId ?? ''),
    queryFn: userId ? ({ signal }) => fetchSessionTypes(userId, { paused: true }, signal) : skipToken,
    ...slotFreshness,
  });
}

/** All types of the signed-in therapist, paused ones too. */
export function useOwnSessionTypes() {
  return useQuery(ownSessionTypesOptions(useCurrentUserId()));
}
