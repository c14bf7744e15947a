import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { everyPage } from '@/data/every-page';
import { sessionFreshness } from '@/data/freshness';
import { toInstant } from '@/data/read-row';
import { clientsOf } from '@/domain/clients';
import type { KnownClient } from '@/domain/clients';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';

/** All clients of a therapist, guests included, by name. Throws AppError. */
export async function fetchClients(therapistId: string, signal?: AbortSignal): Promise<KnownClient[]> {
  const rows = await everyPage((from, to) => {
    const page = supabase
      .from('client_sessions')
      .select('client_id, client_name, client_email, client_phone, starts_at, status')
      .eq('therapist_id', therapistId)
      .order('starts_at', { ascending: false })
      .order('id')
      .range(from, to);
    return signal ? page.abortSignal(signal) : page;
  });
  return clientsOf(
    rows.map((row) => ({
      clientId: row.client_id,
      clientName: row.client_name,
      clientEmail: row.client_email,
      clientPhone: row.client_phone,
      startsAt: toInstant(row.starts_at),
      counts: row.status !== 'cancelled',
    })),
  );
}

export function clientsOptions(userId: string | null | undefined) {
  return queryOptions({
    queryKey: sessionKeys.clients(userId ?? ''),
    queryFn: userId ? ({ signal }) => fetchClients(userId, signal) : skipToken,
    ...sessionFreshness,
  });
}

/** The signed-in therapist's clients, renewed by `useSessionsChannel`. */
export function useClients(options: { enabled?: boolean } = {}) {
  const userId = useCurrentUserId();
  return useQuery(clientsOptions(options.enabled === false ? null : userId));
}
