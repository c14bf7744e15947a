import { Button } from '@/components/ui/Button';
import type { ChannelStatus } from '@/data/realtime/shared-channel';
import { useLostChannel } from './useLostChannel';

interface ChannelNoticeProps {
  status: ChannelStatus;
  /** Fetches the times again. */
  onCheck: () => void;
  checking: boolean;
}

/** Times that nobody keeps current look the same as live ones; this says so, and what is done about it. */
export function ChannelNotice({ status, onCheck, checking }: ChannelNoticeProps) {
  const lost = useLostChannel(status);
  return (
    <div role="status" className="empty:hidden">
      {lost && (
        <div className="flex items-center justify-between gap-3 rounded-field bg-warn-soft py-2 pr-2 pl-3.5 text-sm">
          <p>
            {status === 'offline'
              ? 'You are offline. These times may have changed; they are checked when you are back.'
              : 'The live connection is lost. Times are checked every 20 seconds instead.'}
          </p>
          {status !== 'offline' && (
            <Button variant="secondary" size="sm" className="shrink-0" loading={checking} onClick={onCheck}>
              Check now
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
