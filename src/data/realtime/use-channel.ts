import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { listen } from './shared-channel';
import type { ChannelStatus } from './shared-channel';

/** How soon after a change what it touches is fetched: a burst of changes is answered once. */
const GATHER_MS = 60;
/** Without a live channel the screen asks by itself, this often. */
const POLL_MS = 20_000;

interface UseChannelInput {
  /** Null: listen to nothing. */
  topic: string | null;
  event: string;
  onMessage?: (payload: unknown) => void;
  /** Live for the first time, after what is on screen was fetched. */
  onJoin?: () => void;
  /**
   * Fetch again what the channel is about: after messages; and, since some may have been missed (`missed`), after a break, on
   * coming online, and by poll while not live.
   */
  refresh: (missed: boolean) => void;
}

function followNetwork(notify: () => void): () => void {
  window.addEventListener('online', notify);
  window.addEventListener('offline', notify);
  return () => {
    window.removeEventListener('online', notify);
    window.removeEventListener('offline', notify);
  };
}

/** Listens to a private channel while the component is mounted. Answers the channel's status. */
export function useChannel({ topic, event, onMessage, onJoin, refresh }: UseChannelInput): ChannelStatus {
  const [joined, setJoined] = useState<ChannelStatus>('connecting');
  const online = useSyncExternalStore(followNetwork, () => navigator.onLine);
  const renew = useEffectEvent(refresh);
  const greet = useEffectEvent(() => onJoin?.());
  const tell = useEffectEvent((payload: unknown) => onMessage?.(payload));

  useEffect(() => {
    if (topic === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let missed = false;
    const renewSoon = () => {
      timer ??= setTimeout(() => {
        timer = null;
        renew(missed);
        missed = false;
      }, GATHER_MS);
    };
    const renewAll = () => {
      missed = true;
      renewSoon();
    };
    const stop = listen(topic, event, {
      onMessage: (payload) => {
        tell(payload);
        renewSoon();
      },
      onStatus: setJoined,
      onJoin: () => greet(),
      onRejoin: renewAll,
    });
    window.addEventListener('online', renewAll);
    return () => {
      stop();
      if (timer) clearTimeout(timer);
      window.removeEventListener('online', renewAll);
    };
  }, [topic, event]);

  const waiting = topic !== null && online && joined !== 'live';
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') renew(true);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [waiting]);

  return online ? joined : 'offline';
}
