import { useMemo } from 'react';
import { useAuth } from '@/components/viewer/auth-context';
import { useSessionTypes } from '@/data/session-types/use-session-types';
import { useHasVisited } from '@/data/sessions/use-has-visited';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { bookableTypes, type BookableType } from './bookable-types';

type BookableTypes =
  | { status: 'pending' }
  | { status: 'error'; error: Error; retry: () => void }
  | { status: 'ready'; types: readonly [BookableType, ...BookableType[]] };

/** What the viewer can choose to book with a therapist. A client who has been there is not shown first visits. */
export function useBookableTypes(therapist: TherapistProfile): BookableTypes {
  const { role, status } = useAuth();
  const query = useSessionTypes(therapist.id);
  const { data } = query;
  // Only a first visit makes it matter who is looking.
  const hasFirstVisit = data?.some((type) => type.firstVisitOnly) ?? false;
  const visited = useHasVisited(hasFirstVisit && role === 'client' ? therapist.id : null);
  const viewerPending = hasFirstVisit && (status === 'loading' || (role === 'client' && visited.isPending));
  const hasVisited = role === 'client' && visited.data === true;

  const types = useMemo(() => bookableTypes(data ?? [], therapist.durations, hasVisited), [data, therapist.durations, hasVisited]);
  const [first, ...others] = types;
  if (query.isLoadingError) return { status: 'error', error: query.error, retry: () => void query.refetch() };
  if (query.isPending || viewerPending || !first) return { status: 'pending' };
  return { status: 'ready', types: [first, ...others] };
}
