import { useQueryClient } from '@tanstack/react-query';
import { availabilityKeys } from '@/data/availability/keys';
import { useCurrentUserId } from '@/data/current-user';
import { overrideKeys } from './keys';

/** What a mutation does once the caller's one-off hours have changed: fetches them and the free times again. */
export function useOverrideCache(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  const userId = useCurrentUserId() ?? '';
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: overrideKeys.of(userId) }),
      queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(userId) }),
    ]);
}
