import { Card } from '@/components/ui/Card';
import { Skeleton } from '@/components/ui/Skeleton';

/** The shape of the calendar's card while it is not known what can be booked. */
export function CalendarSkeleton() {
  return (
    <Card aria-busy="true" className="h-[46rem] p-6">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="mt-6 h-72 max-w-sm rounded-card" />
    </Card>
  );
}
