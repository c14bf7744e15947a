import { Skeleton } from '@/components/ui/Skeleton';

/** The shape of a checkout. */
export function CheckoutSkeleton() {
  return (
    <div aria-busy="true" className="mx-auto grid max-w-4xl gap-6">
      <span role="status" className="sr-only">
        Loading your session
      </span>
      <Skeleton className="h-9 w-72" />
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
        <Skeleton className="h-80 rounded-card" />
        <div className="grid gap-4">
          <Skeleton className="h-16 rounded-field" />
          <Skeleton className="h-96 rounded-card" />
        </div>
      </div>
    </div>
  );
}
