import { cn } from '@/lib/cn';

/** A placeholder while content loads. Give it the size of that content; the region around it should carry `aria-busy`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" className={cn('block animate-breathe rounded-small bg-line', className)} />;
}
