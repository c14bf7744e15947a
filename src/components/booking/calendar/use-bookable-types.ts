import { useMemo } from 'react';
import { useAuth } from '@/components/viewer/auth-context';
import { useSessionTypes } from '@/data/session-types/use-session-types';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useSessions } from '@/data/sessions/use-sessions';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { isLive } from '@/domain/status';
import { bookableTypes, type BookableType } from './bookable-types';

type BookableTypes =
  | { status: 'pending' }
  | { status: 'error'; error: Error; retry: () => void }
  | { status: 'ready'; types: readonly [BookableType, ...BookableType[]] };

/** What the viewer can choose to book with a therapist. A client who has been there is not shown first visits. */
export function useBookableTypes(therapist: TherapistProfile): BookableTypes {
  const { role, status } = useAuth();
  const query = useSessionTypes(therapist.id);
  const sessions = useSessions({ role: 'client' });
  const { now } = useServerClock();
  const hasFirstVisit = query.data?.some((type) => type.firstVisitOnly) ?? false;
  // Only a first visit makes it matter who is looking.
  const viewerPending = hasFirstVisit && (status === 'loading' || (role === 'client' && sessions.isPending));
  const hasVisited =
    role === 'client' &&
    (sessions.data ?? []).some((each) => each.therapistId === therapist.id && each.status !== 'no_show' && isLive(each, now()));

  const { data } = query;
  const types = useMemo(() => bookableTypes(data ?? [], therapist.durations, hasVisited), [data, therapist.durations, hasVisited]);
  const [first, ...others] = types;
  if (query.isLoadingError) return { status: 'error', error: query.error, retry: () => void query.refetch() };
  if (query.isPending || viewerPending || !first) return { status: 'pending' };
  return { status: 'ready', types: [first, ...others] };
}
