import { Suspense, useSyncExternalStore } from 'react';
import { lazyNamed } from '@/lib/first-load/lazy-named';
import { useWanted } from '@/lib/first-load/use-wanted';
import { toastRequests } from './toast-requests';

const fetchSurface = () => import('./ToasterSurface');
const ToasterSurface = lazyNamed(fetchSurface, 'ToasterSurface');

/** Where toasts appear. Mounted once, in App. The live region is always there, since it speaks only of what enters it. */
export function Toaster() {
  const asked = useSyncExternalStore(toastRequests.subscribe, toastRequests.read);
  const wanted = useWanted(asked.length > 0, fetchSurface);
  return (
    <div aria-live="polite">
      {wanted && (
        <Suspense>
          <ToasterSurface />
        </Suspense>
      )}
    </div>
  );
}
