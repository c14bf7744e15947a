import { CalendarSkeleton } from '@/components/booking/times/CalendarSkeleton';
import { Skeleton } from '@/components/ui/Skeleton';

/** The shape of a profile with its calendar. */
export function TherapistSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-6 lg:grid-cols-[18.5rem_minmax(0,1fr)] lg:gap-7">
      <span role="status" className="sr-only">
        Loading the therapist
      </span>
      <div className="grid content-start gap-5">
        <div className="flex gap-4">
          <Skeleton className="size-[4.5rem] rounded-card" />
          <div className="grid content-start gap-2.5 pt-1">
            <Skeleton className="h-7 w-44" />
            <Skeleton className="h-4 w-36" />
            <Skeleton className="h-6 w-20 rounded-full" />
          </div>
        </div>
        <Skeleton className="hidden h-4 w-40 lg:block" />
        <Skeleton className="hidden h-4 w-28 lg:block" />
        <Skeleton className="hidden h-24 lg:block" />
      </div>
      <CalendarSkeleton />
    </div>
  );
}
