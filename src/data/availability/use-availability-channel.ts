import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useChannel } from '@/data/realtime/use-channel';
import type { ChannelStatus } from '@/data/realtime/shared-channel';
import { overrideKeys } from '@/data/overrides/keys';
import { sessionTypeKeys } from '@/data/session-types/keys';
import { isRecord } from '@/lib/record';
import { availabilityKeys } from './keys';

function readInstant(value: unknown): string | null {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}

/** `from` and `to` null, or a payload that cannot be read: any time may have changed. By hand: zod is 8 kB of a first load. */
function readSpan(payload: unknown): { from: string | null; to: string | null } {
  const { from, to } = isRecord(payload) ? { from: readInstant(payload.from), to: readInstant(payload.to) } : { from: null, to: null };
  return from === null || to === null ? { from: null, to: null } : { from, to };
}

/** The span of time that changed last (ISO; null: any) and when this page received the message (ISO, browser clock). */
export interface AvailabilityChange {
  from: string | null;
  to: string | null;
  at: string;
}

/**
 * Keeps every list of this therapist's free times current: what changes anywhere is fetched again within moments.
 * Anyone may listen, signed in or not. Components that share a therapist share one channel.
 */
export function useAvailabilityChannel(therapistId: string | null | undefined): {
  status: ChannelStatus;
  lastChange: AvailabilityChange | null;
} {
  const queryClient = useQueryClient();
  const [lastChange, setLastChange] = useState<AvailabilityChange | null>(null);
  /** Whether each message since the last refresh had a span. Empty when a refresh comes of a break: anything may have changed. */
  const spans = useRef<boolean[]>([]);
  const status = useChannel({
    topic: therapistId ? `availability:${therapistId}` : null,
    event: 'availability_changed',
    onMessage: (payload) => {
      const { from, to } = readSpan(payload);
      setLastChange({ from, to, at: new Date().toISOString() });
      spans.current.push(from !== null);
    },
    onJoin: () => {
      // The calendar joins once its times are on screen; the message of a change before that did not reach this page.
      if (therapistId) void queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(therapistId) }, { cancelRefetch: false });
    },
    refresh: () => {
      if (!therapistId) return;
      // A booking is announced with its span; hours, session types, rules and overrides without one.
      const onlyBookings = spans.current.length > 0 && spans.current.every(Boolean);
      spans.current = [];
      void queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(therapistId) });
      if (onlyBookings) return;
      void queryClient.invalidateQueries({ queryKey: availabilityKeys.weekly(therapistId) });
      void queryClient.invalidateQueries({ queryKey: sessionTypeKeys.of(therapistId) });
      void queryClient.invalidateQueries({ queryKey: overrideKeys.of(therapistId) });
    },
  });
  return { status, lastChange };
}
