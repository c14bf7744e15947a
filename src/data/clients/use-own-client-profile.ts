import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { CLIENT_COLUMNS, toClient } from './client';
import type { ClientProfile } from './client';
import { clientKeys } from './keys';

/** The client profile of a user, or null when the user is not a client. Throws AppError. */
export async function fetchOwnClientProfile(userId: string, signal?: AbortSignal): Promise<ClientProfile | null> {
  const query = supabase.from('client_profiles').select(CLIENT_COLUMNS).eq('id', userId);
  const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
  if (error) throw toAppError(error);
  return data && toClient(data);
}

export function ownClientProfileOptions(userId: string | null | undefined) {
  return queryOptions({
    queryKey: clientKeys.own(userId ?? ''),
    queryFn: userId ? ({ signal }) => fetchOwnClientProfile(userId, signal) : skipToken,
  });
}

/** The signed-in client's profile; null for a therapist. Pending, without data, while signed out. */
export function useOwnClientProfile(options: { enabled?: boolean } = {}) {
  const userId = useCurrentUserId();
  return useQuery(ownClientProfileOptions(options.enabled === false ? null : userId));
}
