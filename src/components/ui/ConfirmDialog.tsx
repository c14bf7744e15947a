import { lazy, Suspense } from 'react';
import type { ConfirmDialogProps } from './ConfirmSurface';
import { useWanted } from '@/lib/first-load/use-wanted';

const fetchSurface = async () => ({ default: (await import('./ConfirmSurface')).ConfirmSurface });
const ConfirmSurface = lazy(fetchSurface);

/** A question before something that is hard to undo. Focus starts on the safe answer; a click outside does not answer. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const wanted = useWanted(props.open, fetchSurface);
  return (
    wanted && (
      <Suspense>
        <ConfirmSurface {...props} />
      </Suspense>
    )
  );
}
