import { Link, type LinkProps } from 'react-router-dom';
import { cn } from '@/lib/cn';

/** A link in a line of text. */
export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <Link
      {...rest}
      className={cn(
        'rounded-sm font-semibold text-accent underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent',
        className,
      )}
    />
  );
}
