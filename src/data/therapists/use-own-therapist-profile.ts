import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { THERAPIST_COLUMNS } from '@/data/early-requests';
import { useCurrentUserId } from '@/data/current-user';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { therapistKeys } from './keys';
import { toTherapist } from './therapist';
import type { TherapistProfile } from './therapist';

/** The profile of a user, or null when the user is not a therapist. Throws AppError. */
export async function fetchOwnTherapistProfile(userId: string, signal?: AbortSignal): Promise<TherapistProfile | null> {
  const query = supabase.from('therapist_profiles').select(THERAPIST_COLUMNS).eq('id', userId);
  const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
  if (error) throw toAppError(error);
  return data && toTherapist(data);
}

export function ownTherapistProfileOptions(userId: string | null | undefined) {
  return queryOptions({
    queryKey: therapistKeys.own(userId ?? ''),
    queryFn: userId ? ({ signal }) => fetchOwnTherapistProfile(userId, signal) : skipToken,
  });
}

/** The signed-in therapist's profile; null for a client. Pending while signed out. */
export function useOwnTherapistProfile(options: { enabled?: boolean } = {}) {
  const userId = useCurrentUserId();
  return useQuery(ownTherapistProfileOptions(options.enabled === false ? null : userId));
}
