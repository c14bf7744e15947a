import { Skeleton } from '@/components/ui/Skeleton';

/** The overview's shape while it loads. */
export function OverviewSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading your overview" className="grid gap-8">
      <div className="grid gap-2">
        <Skeleton className="h-10 w-72 max-w-full" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <div className="grid items-start gap-7 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-3">
          <Skeleton className="h-7 w-24" />
          <Skeleton className="h-20 w-full rounded-card" />
          <Skeleton className="h-44 w-full rounded-card" />
          <Skeleton className="h-20 w-full rounded-card" />
        </div>
        <div className="grid gap-5">
          <Skeleton className="h-40 w-full rounded-card" />
          <Skeleton className="h-56 w-full rounded-card" />
        </div>
      </div>
    </div>
  );
}
