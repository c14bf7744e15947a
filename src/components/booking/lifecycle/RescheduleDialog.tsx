import { lazy, Suspense } from 'react';
import { useWanted } from '@/lib/first-load/use-wanted';
import type { RescheduleProps } from './RescheduleSurface';

const fetchSurface = async () => ({ default: (await import('./RescheduleSurface')).RescheduleSurface });
const RescheduleSurface = lazy(fetchSurface);

/** Moves a session to another free time, for either side. Its calendar is loaded when it is first wanted. */
export function RescheduleDialog(props: RescheduleProps) {
  const wanted = useWanted(props.open, fetchSurface);
  return (
    wanted && (
      <Suspense>
        <RescheduleSurface {...props} />
      </Suspense>
    )
  );
}
