import { skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { everyPage } from '@/data/every-page';
import { sessionFreshness } from '@/data/freshness';
import { toInstant, toInstantOrNull } from '@/data/read-row';
import { systemNow } from '@/lib/clock';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';

/** What a therapist's hours need to know of a session that is still to come. */
export type ComingSession = Awaited<ReturnType<typeof fetchComingSessions>>[number];

/**
 * A therapist's sessions that are not over, holds included, earliest first: as many as the booking window has room for,
 * however old the practice is. Throws AppError.
 */
export async function fetchComingSessions(therapistId: string, signal?: AbortSignal) {
  const now = systemNow().toISOString();
  const rows = await everyPage((from, to) => {
    const page = supabase
      .from('client_sessions')
      .select('id, client_name, starts_at, ends_at, status, payment_status, hold_expires_at')
      .eq('therapist_id', therapistId)
      .in('status', ['scheduled', 'confirmed', 'in_progress'])
      .gt('ends_at', now)
      .order('starts_at')
      .order('id')
      .range(from, to);
    return signal ? page.abortSignal(signal) : page;
  });
  return rows.map((row) => ({
    id: row.id,
    clientName: row.client_name,
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    status: row.status,
    paymentStatus: row.payment_status,
    holdExpiresAt: toInstantOrNull(row.hold_expires_at),
  }));
}

/** The signed-in therapist's sessions still to come, renewed by `useSessionsChannel`. */
export function useComingSessions() {
  const userId = useCurrentUserId();
  return useQuery({
    queryKey: [...sessionKeys.of(userId ?? ''), 'coming'],
    queryFn: userId ? ({ signal }) => fetchComingSessions(userId, signal) : skipToken,
    ...sessionFreshness,
  });
}
