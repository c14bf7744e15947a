import { lazy, Suspense } from 'react';
import type { DialogProps } from './DialogSurface';
import { useWanted } from '@/lib/first-load/use-wanted';

const fetchSurface = async () => ({ default: (await import('./DialogSurface')).DialogSurface });
const DialogSurface = lazy(fetchSurface);

/** A task over the page. Holds focus, closes with Escape, and gives focus back to what opened it. */
export function Dialog(props: DialogProps) {
  const wanted = useWanted(props.open, fetchSurface);
  return (
    wanted && (
      <Suspense>
        <DialogSurface {...props} />
      </Suspense>
    )
  );
}
