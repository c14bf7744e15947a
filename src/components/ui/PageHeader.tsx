import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string | undefined;
}

/** The page's one h1. After a change of page the app moves focus here, so that it is read aloud. */
export function PageHeader({ title, description, actions, className }: PageHeaderProps) {
  return (
    <header className={cn('flex flex-wrap items-center justify-between gap-x-6 gap-y-4', className)}>
      <div className="grid min-w-0 gap-1">
        <h1 className="text-title">{title}</h1>
        {description && <p className="max-w-[44rem] text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
