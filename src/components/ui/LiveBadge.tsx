import { Badge, type Tone } from './Badge';

export type LiveStatus = 'live' | 'connecting' | 'offline';

const shown: Record<LiveStatus, { tone: Tone; text: string; title: string }> = {
  live: { tone: 'accent', text: 'Live', title: 'Changes appear here by themselves' },
  connecting: { tone: 'done', text: 'Connecting', title: 'Connecting; what you see may be a moment old' },
  offline: { tone: 'warn', text: 'Offline', title: 'Not connected; what you see may be out of date' },
};

/** Whether this screen is hearing of changes as they happen. */
export function LiveBadge({ status, className }: { status: LiveStatus; className?: string | undefined }) {
  const { tone, text, title } = shown[status];
  return (
    <span role="status" title={title} className={className}>
      <Badge tone={tone} className="max-w-full">
        <span className="truncate">{text}</span>
        <span className="sr-only">: {title}</span>
      </Badge>
    </span>
  );
}
