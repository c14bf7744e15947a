import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from 'zod/mini';
import { refreshPayments } from '@/data/payments/payment-cache';
import { useChannel } from '@/data/realtime/use-channel';
import type { ChannelStatus } from '@/data/realtime/shared-channel';
import { refreshSessions } from './session-cache';

const changeSchema = z.object({ session_id: z.string() });

/**
 * Keeps everything about the user's sessions and payments current. Only that user may listen. Components that mount
 * this for the same user share one channel. Null: listens to nothing. A change is told by the session's id: lists and sums
 * are asked for again, which are ids and numbers, and of the sessions themselves that one. Where news
 * may have been missed, everything is.
 */
export function useSessionsChannel(userId: string | null | undefined): { status: ChannelStatus } {
  const queryClient = useQueryClient();
  const changed = useRef(new Set<string>());
  const status = useChannel({
    topic: userId ? `sessions:${userId}` : null,
    event: 'session_changed',
    onMessage: (payload) => {
      const change = changeSchema.safeParse(payload);
      if (change.success) changed.current.add(change.data.session_id);
    },
    refresh: (missed) => {
      const ids = [...changed.current];
      changed.current.clear();
      void refreshSessions(queryClient, missed ? 'all' : ids);
      void refreshPayments(queryClient, missed ? 'all' : ids);
    },
  });
  return { status };
}
