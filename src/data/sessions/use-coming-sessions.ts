import { skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { everyPage } from '@/data/every-page';
import { sessionFreshness } from '@/data/freshness';
import { toInstant } from '@/data/read-row';
import { systemNow } from '@/lib/clock';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';

/** What a therapist's hours need to know of a session that is still to come. */
export type ComingSession = Awaited<ReturnType<typeof fetchComingSessions>>[number];

/**
 * A therapist's sessions that are not over, live holds included, earliest first: as many as the booking window has room for,
 * however old the practice is, so each is only what its hours need. Throws AppError.
 */
export async function fetchComingSessions(therapistId: string, signal?: AbortSignal) {
  const now = systemNow().toISOString();
  const rows = await everyPage((from, to) => {
    const page = supabase
      .from('client_sessions')
      .select('id, client_name, starts_at, duration_minutes')
      .eq('therapist_id', therapistId)
      .in('status', ['scheduled', 'confirmed', 'in_progress'])
      .gt('ends_at', now)
      .or(`status.neq.scheduled,payment_status.not.in.(pending,failed),hold_expires_at.is.null,hold_expires_at.gt.${now}`)
      .order('starts_at')
      .order('id')
      .range(from, to);
    return signal ? page.abortSignal(signal) : page;
  });
  return rows.map((row) => {
    const startsAt = toInstant(row.starts_at);
    const endsAt = new Date(Date.parse(startsAt) + row.duration_minutes * 60_000).toISOString();
    return { id: row.id, clientName: row.client_name, startsAt, endsAt };
  });
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
