import { useEffect, useState } from 'react';
import type { ChannelStatus } from '@/data/realtime/shared-channel';

/** Joining takes a moment, also after a change of page; a lost channel is mentioned only after this time. */
const PATIENCE_MS = 4_000;

/** True when changes have not reached this screen for a while. Being offline counts at once. */
export function useLostChannel(status: ChannelStatus): boolean {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    if (status !== 'connecting') return undefined;
    const timer = window.setTimeout(() => setWaited(true), PATIENCE_MS);
    return () => {
      window.clearTimeout(timer);
      setWaited(false);
    };
  }, [status]);
  return status === 'offline' || (status === 'connecting' && waited);
}
