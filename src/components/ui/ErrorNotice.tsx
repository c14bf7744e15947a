import { CircleAlert, WifiOff } from 'lucide-react';
import { cn } from '@/lib/cn';
import { toAppError } from '@/lib/errors';
import { Button } from './Button';

interface ErrorNoticeProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  title?: string | undefined;
  className?: string | undefined;
}

/** What happened, that nothing was lost, and what to do. Announced at once. */
export function ErrorNotice({ error, onRetry, title, className }: ErrorNoticeProps) {
  const { kind, message } = toAppError(error);
  const Icon = kind === 'network' ? WifiOff : CircleAlert;
  return (
    <div role="alert" className={cn('flex items-start gap-3 rounded-card bg-bad-soft px-4 py-3.5', className)}>
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="grid grow gap-0.5">
        {title && <p className="font-semibold">{title}</p>}
        <p className={title ? 'text-sm' : undefined}>{message}</p>
      </div>
      {onRetry && (
        <Button variant="secondary" size="sm" onClick={onRetry} className="shrink-0">
          Try again
        </Button>
      )}
    </div>
  );
}
