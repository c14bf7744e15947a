import type { ReactNode } from 'react';
import { Card } from '@/components/ui/Card';

interface AuthLayoutProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** The way to the neighbouring page: "New here? Create an account". */
  footer?: ReactNode;
}

/** The layout of the pages for signing in, signing up and passwords: one column. */
export function AuthLayout({ title, description, children, footer }: AuthLayoutProps) {
  return (
    <div className="mx-auto grid w-full max-w-[27rem] gap-5 sm:py-6">
      <header className="grid gap-1.5">
        <h1 className="text-title">{title}</h1>
        {description && <p className="text-muted">{description}</p>}
      </header>
      <Card className="p-5 sm:p-6">{children}</Card>
      {footer && <p className="text-center text-muted">{footer}</p>}
    </div>
  );
}
