import { cn } from '@/lib/cn';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'lg' | 'md' | 'sm';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  secondary: 'border border-line bg-surface text-ink hover:border-line-strong',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-bad text-surface hover:brightness-110',
};

const sizes: Record<ButtonSize, string> = {
  lg: 'min-h-13 rounded-field px-6 py-3 text-base',
  md: 'min-h-11 rounded-field px-[1.125rem] py-2 text-[0.9375rem]',
  sm: 'min-h-9 rounded-small px-3.5 py-1.5 text-sm',
};

/** The look of a button, for `Button` and for links that act as one. */
export function buttonStyles(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cn(
    'relative inline-flex items-center justify-center gap-2 text-center font-semibold leading-tight select-none',
    'transition-[background-color,border-color,color,transform,opacity] duration-150 ease-out',
    'active:not-disabled:not-aria-disabled:translate-y-px',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed',
    variants[variant],
    sizes[size],
    className,
  );
}
