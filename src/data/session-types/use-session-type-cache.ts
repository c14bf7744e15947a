import { useQueryClient } from '@tanstack/react-query';
import { availabilityKeys } from '@/data/availability/keys';
import { useCurrentUserId } from '@/data/current-user';
import { sessionTypeKeys } from './keys';

/** For a mutation that has changed the caller's session types: fetches them and the free times again. */
export function useSessionTypeCache(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  const userId = useCurrentUserId() ?? '';
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: sessionTypeKeys.of(userId) }),
      queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(userId) }),
    ]);
}
