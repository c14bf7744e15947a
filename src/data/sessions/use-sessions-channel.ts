import { useQueryClient } from '@tanstack/react-query';
import { paymentKeys } from '@/data/payments/keys';
import { useChannel } from '@/data/realtime/use-channel';
import type { ChannelStatus } from '@/data/realtime/shared-channel';
import { sessionKeys } from './keys';

/**
 * Keeps everything about the user's sessions and payments current. Only that user may listen. Components that mount
 * this for the same user share one channel. Null: listens to nothing.
 */
export function useSessionsChannel(userId: string | null | undefined): { status: ChannelStatus } {
  const queryClient = useQueryClient();
  const status = useChannel({
    topic: userId ? `sessions:${userId}` : null,
    event: 'session_changed',
    refresh: () => {
      void queryClient.invalidateQueries({ queryKey: sessionKeys.all });
      void queryClient.invalidateQueries({ queryKey: paymentKeys.all });
    },
  });
  return { status };
}
