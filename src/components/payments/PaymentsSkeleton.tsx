import { Skeleton } from '@/components/ui/Skeleton';

/** The list's shape while it loads. */
export function PaymentsSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading your payments" role="status" className="grid gap-2.5">
      <Skeleton className="h-7 w-44" />
      <div className="grid divide-y rounded-card border bg-surface">
        {[0, 1, 2, 3].map((index) => (
          <div key={index} className="flex items-start justify-between gap-4 px-5 py-4">
            <div className="grid gap-2">
              <Skeleton className="h-5 w-36" />
              <Skeleton className="h-4 w-52" />
            </div>
            <div className="grid justify-items-end gap-2">
              <Skeleton className="h-6 w-20" />
              <Skeleton className="h-5 w-14" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
