import { useEffect, useState } from 'react';
import type { ChannelStatus } from '@/data/realtime/shared-channel';

/** Joining takes a moment, also after a change of page; a lost channel is mentioned only after this time. */
const PATIENCE_MS = 4_000;

/** True when changes have not reached this screen for a while. Being offline counts at once. */
function useLostChannel(status: ChannelStatus): boolean {
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

interface ChannelNoticeProps {
  status: ChannelStatus;
  /** Fetches the times again. */
  onCheck: () => void;
  checking: boolean;
}

/** Says that the times on screen are not updated live, and what the app does about it. */
export function ChannelNotice({ status, onCheck, checking }: ChannelNoticeProps) {
  const lost = useLostChannel(status);
  return (
    <div role="status" className="empty:hidden">
      {lost && (
        <p className="rounded-field bg-warn-soft px-3.5 py-2.5 text-sm">
          {status === 'offline' ? (
            'You are offline. These times may have changed; they are checked when you are back.'
          ) : (
            <>
              The live connection is lost. Times are checked every 20 seconds instead.{' '}
              <button
                type="button"
                aria-disabled={checking || undefined}
                onClick={checking ? undefined : onCheck}
                className="-my-2 rounded-small py-2 font-semibold underline decoration-current/40 underline-offset-4 hover:decoration-current aria-disabled:opacity-60"
              >
                Check now
              </button>
            </>
          )}
        </p>
      )}
    </div>
  );
}
