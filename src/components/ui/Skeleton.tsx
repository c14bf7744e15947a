import { cn } from '@/lib/cn';

/** The shape of what is coming. Give it that thing's size; the region around it should carry `aria-busy`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" className={cn('block animate-breathe rounded-small bg-line', className)} />;
}
