import { useQueryClient } from '@tanstack/react-query';
import { availabilityKeys } from '@/data/availability/keys';
import { paymentKeys } from '@/data/payments/keys';
import { sessionKeys } from './keys';
import type { Session } from './session';
import { refreshSessions } from './session-cache';

/** For a mutation that answers with a session: shows it at once, and fetches again what may have changed with it. */
export function useSessionCache(): (session: Session) => Promise<unknown> {
  const queryClient = useQueryClient();
  return (session) => {
    queryClient.setQueryData(sessionKeys.detail(session.id), session);
    return Promise.all([
      refreshSessions(queryClient, []),
      queryClient.invalidateQueries({ queryKey: sessionKeys.history(session.id) }),
      queryClient.invalidateQueries({ queryKey: paymentKeys.ofSession(session.id) }),
      queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(session.therapistId) }),
    ]);
  };
}
