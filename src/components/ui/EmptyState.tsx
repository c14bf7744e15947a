import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface EmptyStateProps {
  title: string;
  description?: ReactNode;
  /** One thing to do next. */
  action?: ReactNode;
  icon?: ReactNode;
  className?: string | undefined;
}

/** An empty list: a sentence and one action. */
export function EmptyState({ title, description, action, icon, className }: EmptyStateProps) {
  return (
    <div className={cn('grid justify-items-center gap-1.5 px-5 py-10 text-center', className)}>
      {icon && (
        <span aria-hidden="true" className="mb-2 grid size-11 place-items-center rounded-full bg-accent-soft text-accent">
          {icon}
        </span>
      )}
      <p className="font-serif font-display text-heading">{title}</p>
      {description && <p className="max-w-[26rem] text-muted">{description}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
