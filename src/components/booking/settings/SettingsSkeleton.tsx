import { Skeleton } from '@/components/ui/Skeleton';

/** The settings' shape while they load. */
export function SettingsSkeleton() {
  return (
    <div aria-busy="true" aria-label="Loading your settings" className="grid gap-8">
      <Skeleton className="h-10 w-48" />
      {[0, 1].map((index) => (
        <div key={index} className="grid gap-x-8 gap-y-3 lg:grid-cols-[14rem_minmax(0,1fr)]">
          <Skeleton className="h-7 w-36" />
          <div className="grid gap-5 rounded-card border bg-surface p-6">
            <Skeleton className="h-11 w-full" />
            <Skeleton className="h-11 w-full" />
            <Skeleton className="h-24 w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
