import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Sparkline } from './Sparkline';

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  /** What the number means: "+4 on November". */
  detail?: ReactNode;
  /** Past values, oldest first. */
  trend?: readonly number[] | undefined;
  /** `plain`: number above its label, as on the week screen. */
  layout?: 'card' | 'plain';
  className?: string | undefined;
}

/** A number that matters, with its meaning. Lives inside a `<dl>`. */
export function Stat({ label, value, detail, trend, layout = 'card', className }: StatProps) {
  if (layout === 'plain') {
    return (
      <div className={cn('flex flex-col-reverse', className)}>
        <dt className="text-sm text-muted">{label}</dt>
        <dd className="font-serif font-display text-[1.625rem] leading-8">{value}</dd>
      </div>
    );
  }
  return (
    <div className={cn('grid content-start gap-1', className)}>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="grid gap-1.5">
        <span className="font-serif font-display text-[1.625rem] leading-8">{value}</span>
        {trend && <Sparkline values={trend} />}
        {detail && <span className="text-xs text-muted">{detail}</span>}
      </dd>
    </div>
  );
}
