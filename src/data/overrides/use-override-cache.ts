import { useQueryClient } from '@tanstack/react-query';
import { availabilityKeys } from '@/data/availability/keys';
import { useCurrentUserId } from '@/data/current-user';
import { overrideKeys } from './keys';

/** For a mutation that has changed the caller's overrides: fetches them and the free times again. */
export function useOverrideCache(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  const userId = useCurrentUserId() ?? '';
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: overrideKeys.of(userId) }),
      queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(userId) }),
    ]);
}
