import { useEffect, useState } from 'react';
import type { ChannelStatus } from '@/data/realtime/shared-channel';

/** Joining takes a moment, also after a change of page; only then is it worth a word. */
const PATIENCE_MS = 4_000;

/** Whether nobody has told this screen of changes for a while. Being offline is said at once. */
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
