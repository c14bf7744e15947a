import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

export type Tone = 'accent' | 'warn' | 'bad' | 'info' | 'done';

const tones: Record<Tone, string> = {
  accent: 'bg-accent-soft text-accent',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  done: 'bg-done-soft text-done',
};

interface BadgeProps {
  tone: Tone;
  children: ReactNode;
  /** `dot` by default; `check` for what was verified; `none` where a dot beside it already says so. */
  mark?: 'dot' | 'check' | 'none';
  className?: string | undefined;
}

/** A state in a word or two. The words carry the meaning, the colour only helps. */
export function Badge({ tone, children, mark = 'dot', className }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex min-h-6 items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {mark === 'dot' && <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />}
      {mark === 'check' && <Check aria-hidden="true" strokeWidth={2.5} className="size-3.5" />}
      {children}
    </span>
  );
}
