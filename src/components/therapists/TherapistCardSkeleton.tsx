import { Card } from '@/components/ui/Card';
import { Skeleton } from '@/components/ui/Skeleton';

/** The shape of a TherapistCard. */
export function TherapistCardSkeleton() {
  return (
    <Card className="flex h-[19rem] flex-col gap-4 p-5" aria-hidden>
      <div className="flex gap-4">
        <Skeleton className="size-[4.5rem] rounded-card" />
        <div className="grid content-start gap-2.5 pt-1">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-6 w-20 rounded-full" />
        </div>
      </div>
      <div className="flex gap-1.5">
        <Skeleton className="h-6 w-24 rounded-full" />
        <Skeleton className="h-6 w-20 rounded-full" />
      </div>
      <Skeleton className="h-4 w-44" />
      <Skeleton className="h-4 w-36" />
      <div className="mt-auto flex justify-between border-t border-line pt-4">
        <Skeleton className="h-10 w-32" />
        <Skeleton className="h-7 w-24" />
      </div>
    </Card>
  );
}
