import { formatCountdown } from '@/domain/format';
import { cn } from '@/lib/cn';

interface TimeLeftProps {
  /** ISO. */
  until: string;
  now: Date;
  'aria-label'?: string;
  className: string;
}

/** `14:05 left`. Not announced by screen readers, which would read every second. */
export function TimeLeft({ until, now, className, ...rest }: TimeLeftProps) {
  return (
    <span role="timer" aria-live="off" className={cn('tabular-nums', className)} {...rest}>
      {formatCountdown(until, now)} left
    </span>
  );
}
