import type { ChannelStatus } from '@/data/realtime/shared-channel';
import { useLostChannel } from './use-lost-channel';

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
