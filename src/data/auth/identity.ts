import { queryOptions } from '@tanstack/react-query';
import { IDENTITY_COLUMNS } from '@/data/early-requests';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { authKeys } from './keys';

export type Role = 'therapist' | 'client';

export interface Identity {
  /** Null when the account has no profile yet (its sign-up did not finish). */
  role: Role | null;
  profile: { id: string; full_name: string; time_zone: string } | null;
}

/**
 * Who a signed-in user is. The role is decided by which profile row exists; user metadata is never asked,
 * because its owner can write it. Throws AppError.
 */
async function fetchIdentity(userId: string, signal?: AbortSignal): Promise<Identity> {
  const find = async (table: 'therapist_profiles' | 'client_profiles') => {
    const query = supabase.from(table).select(IDENTITY_COLUMNS).eq('id', userId);
    const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
    if (error) throw toAppError(error);
    return data;
  };
  const [therapist, client] = await Promise.all([find('therapist_profiles'), find('client_profiles')]);
  if (therapist) return { role: 'therapist', profile: therapist };
  if (client) return { role: 'client', profile: client };
  return { role: null, profile: null };
}

/** Fresh until told otherwise: a role never changes, and settings invalidate the key. */
export function identityOptions(userId: string) {
  return queryOptions({
    queryKey: authKeys.identity(userId),
    queryFn: ({ signal }) => fetchIdentity(userId, signal),
    staleTime: Infinity,
  });
}
