import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toInstantOrNull } from '@/data/read-row';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';

/** One of a therapist's clients, as their latest session names them. */
export interface KnownClient {
  /** Null for a guest: book for them by name and email. */
  id: string | null;
  name: string;
  /** Empty when unknown. */
  email: string;
  phone: string;
  /** Start (ISO) of their latest session that was not cancelled, past or to come; null when all were. */
  lastSession: string | null;
}

export interface FoundClients {
  /** Those seen last first; by name when searched. */
  clients: KnownClient[];
  /** There are more than `MOST_CLIENTS`. */
  isCut: boolean;
}

/** How many clients an answer has at most. */
export const MOST_CLIENTS = 50;

/** The caller's clients as a therapist, guests included, whose name, email or phone have every word of the search. Throws AppError. */
export async function fetchClients(search: string, signal?: AbortSignal): Promise<FoundClients> {
  // One more than is shown tells whether there are more.
  const query = supabase.rpc('list_clients', { p_search: search, p_limit: MOST_CLIENTS + 1 });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  const clients = data.map((row) => ({
    id: row.client_id,
    name: row.client_name,
    email: row.client_email,
    phone: row.client_phone,
    lastSession: toInstantOrNull(row.last_session_at),
  }));
  return { clients: clients.slice(0, MOST_CLIENTS), isCut: clients.length > MOST_CLIENTS };
}

/** The signed-in therapist's clients, renewed by `useSessionsChannel`. What was found for another search stays until the new answer. */
export function useClients(search: string) {
  const userId = useCurrentUserId();
  return useQuery({
    queryKey: [...sessionKeys.clients(userId ?? ''), search],
    queryFn: userId ? ({ signal }) => fetchClients(search, signal) : skipToken,
    placeholderData: keepPreviousData,
    ...sessionFreshness,
  });
}
