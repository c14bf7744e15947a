import { useMemo } from 'react';
import { useAuth } from '@/components/viewer/auth-context';
import { useSessionTypes } from '@/data/session-types/use-session-types';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useSessions } from '@/data/sessions/use-sessions';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { isLive } from '@/domain/status';
import { offersOf, type Offer } from './offers';

type Offers =
  { status: 'pending' } | { status: 'error'; error: Error; retry: () => void } | { status: 'ready'; offers: readonly [Offer, ...Offer[]] };

/** What the viewer can book with a therapist. A client who has been there is not offered first visits. */
export function useOffers(therapist: TherapistProfile): Offers {
  const { role, status } = useAuth();
  const types = useSessionTypes(therapist.id);
  const sessions = useSessions({ role: 'client' });
  const { now } = useServerClock();
  const onlyFirst = types.data?.some((type) => type.firstVisitOnly) ?? false;
  const asksWho = onlyFirst && (status === 'loading' || (role === 'client' && sessions.isPending));
  const hasVisited =
    role === 'client' &&
    (sessions.data ?? []).some((each) => each.therapistId === therapist.id && each.status !== 'no_show' && isLive(each, now()));

  const { data } = types;
  const offers = useMemo(() => offersOf(data ?? [], therapist.durations, hasVisited), [data, therapist.durations, hasVisited]);
  const [first, ...others] = offers;
  if (types.isLoadingError) return { status: 'error', error: types.error, retry: () => void types.refetch() };
  if (types.isPending || asksWho || !first) return { status: 'pending' };
  return { status: 'ready', offers: [first, ...others] };
}
