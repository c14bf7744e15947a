import { Skeleton } from '@/components/ui/Skeleton';

/** The week's shape while it loads. */
export function WeekSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading your week" className="grid gap-6">
      <Skeleton className="h-10 w-56" />
      <div className="flex gap-8">
        <Skeleton className="h-12 w-20" />
        <Skeleton className="h-12 w-20" />
        <Skeleton className="h-12 w-20" />
      </div>
      <div className="grid gap-px overflow-hidden rounded-card border">
        {Array.from({ length: 7 }, (_, index) => (
          <div key={index} className="flex gap-6 bg-surface p-5">
            <Skeleton className="h-7 w-32" />
            <Skeleton className="h-11 w-full max-w-80" />
          </div>
        ))}
      </div>
    </div>
  );
}
