import type { RealtimeChannel } from '@supabase/supabase-js';
import { logger } from '@/lib/logger';
import { loadRealtime } from '@/lib/realtime';
import { supabase } from '@/lib/supabase';

/** live: told of every change. connecting: joining, or joining again. offline: this device has no network. */
export type ChannelStatus = 'live' | 'connecting' | 'offline';
type JoinStatus = Exclude<ChannelStatus, 'offline'>;

export interface ChannelListener {
  /** The payload as sent, unchecked. */
  onMessage: (payload: unknown) => void;
  onStatus: (status: JoinStatus) => void;
  /** Live for the first time: what was fetched before may have changed while the channel was being joined. */
  onJoin: () => void;
  /** Live again after a break: messages sent meanwhile were missed, so fetch again. */
  onRejoin: () => void;
}

interface Shared {
  channel: RealtimeChannel | null;
  listeners: Set<ChannelListener>;
  status: JoinStatus;
  wasLive: boolean;
  leaving: ReturnType<typeof setTimeout> | null;
}

/** A page change or a strict-mode remount leaves and joins again at once; that must not cost a round trip. */
const LINGER_MS = 1_000;
const open = new Map<string, Shared>();
const closing = new Map<string, Promise<unknown>>();

function report(shared: Shared, status: JoinStatus): void {
  if (shared.status !== status) {
    shared.status = status;
    for (const listener of shared.listeners) listener.onStatus(status);
  }
  if (status !== 'live') return;
  for (const listener of shared.listeners) {
    if (shared.wasLive) listener.onRejoin();
    else listener.onJoin();
  }
  shared.wasLive = true;
}

async function join(topic: string, event: string, shared: Shared): Promise<void> {
  // A channel object that is still leaving would be handed out again, and never join.
  await closing.get(topic);
  const { REALTIME_SUBSCRIBE_STATES } = await loadRealtime();
  // The join itself carries the token: a private channel refused once would only be tried again later.
  await supabase.realtime.setAuth();
  if (open.get(topic) !== shared) return;
  shared.channel = supabase
    .channel(topic, { config: { private: true } })
    .on('broadcast', { event }, (message: { payload?: unknown }) => {
      for (const listener of shared.listeners) listener.onMessage(message.payload);
    })
    .subscribe((status, error) => {
      if (open.get(topic) !== shared) return;
      if (status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) {
        report(shared, 'live');
        return;
      }
      // The client joins again by itself, with growing pauses.
      if (error) logger.info('realtime.interrupted', { topic: topic.split(':')[0] ?? '', status, reason: error.message });
      report(shared, 'connecting');
    });
}

function leave(topic: string, shared: Shared): void {
  if (open.get(topic) !== shared) return;
  open.delete(topic);
  if (!shared.channel) return;
  const left = supabase
    .removeChannel(shared.channel)
    .catch(() => undefined)
    .finally(() => closing.delete(topic));
  closing.set(topic, left);
}

/**
 * Listens to one event of a private channel. Listeners of a topic share one channel; the last one to go closes it.
 * Answers the way to stop listening.
 */
export function listen(topic: string, event: string, listener: ChannelListener): () => void {
  let shared = open.get(topic);
  if (!shared) {
    shared = { channel: null, listeners: new Set(), status: 'connecting', wasLive: false, leaving: null };
    open.set(topic, shared);
    void join(topic, event, shared);
  }
  const current = shared;
  if (current.leaving) clearTimeout(current.leaving);
  current.leaving = null;
  current.listeners.add(listener);
  listener.onStatus(current.status);
  return () => {
    current.listeners.delete(listener);
    if (current.listeners.size === 0) current.leaving = setTimeout(() => leave(topic, current), LINGER_MS);
  };
}
