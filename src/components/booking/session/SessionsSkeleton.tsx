import { Skeleton } from '@/components/ui/Skeleton';

/** The session list's shape while it loads. */
export function SessionsSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading your sessions" className="grid gap-4">
      <div className="flex gap-8">
        {[0, 1, 2, 3].map((index) => (
          <Skeleton key={index} className="h-12 w-16" />
        ))}
      </div>
      <Skeleton className="h-11 w-full" />
      {[0, 1, 2].map((index) => (
        <div key={index} className="grid gap-4 rounded-card border bg-surface p-5">
          <div className="flex items-center gap-3">
            <Skeleton className="size-11 rounded-field" />
            <Skeleton className="h-7 w-44" />
          </div>
          <Skeleton className="h-5 w-full max-w-96" />
          <Skeleton className="h-9 w-52" />
        </div>
      ))}
    </div>
  );
}
