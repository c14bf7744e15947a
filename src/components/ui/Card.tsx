import type { HTMLAttributes } from 'react';
import { cn } from '@/lib/cn';

interface CardProps extends HTMLAttributes<HTMLElement> {
  as?: 'div' | 'section' | 'article' | 'aside' | 'li' | 'form';
}

/** A surface for content. Padding is 20 px unless a class says otherwise (`p-0` for tables and calendars). */
export function Card({ as: Element = 'div', className, ...rest }: CardProps) {
  const padded = /(^|\s)(sm:|md:|lg:)?p[xytblr]?-/.test(className ?? '');
  return <Element {...rest} className={cn('rounded-card border border-line bg-surface shadow-card', !padded && 'p-5', className)} />;
}
