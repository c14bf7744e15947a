import { Suspense, useSyncExternalStore } from 'react';
import { toastQueue } from './toast-queue';
import { useWanted } from '@/lib/first-load/use-wanted';
import { lazyNamed } from '@/lib/first-load/lazy-named';

const fetchCard = () => import('./ToastCard');
const ToastCard = lazyNamed(fetchCard, 'ToastCard');

const placeStyles =
  'pointer-events-none fixed inset-x-4 bottom-[calc(1rem+var(--pcc-bottom-bar))] z-60 grid gap-2 sm:right-6 sm:left-auto sm:w-[25rem]';

/**
 * Where toasts appear: above the bottom bar on a phone, in the lower corner on a desk. Mounted once, in App.
 * The lists are always there, since a live region speaks only of what enters it.
 */
export function Toaster() {
  const toasts = useSyncExternalStore(toastQueue.subscribe, toastQueue.read);
  const wanted = useWanted(toasts.length > 0, fetchCard);
  const only = (tone: 'success' | 'error') =>
    toasts.filter((toast) => toast.tone === tone).map((toast) => <ToastCard key={toast.id} toast={toast} />);
  return (
    <section aria-label="Notifications" className={placeStyles}>
      <ul aria-live="assertive" className="contents">
        {wanted && <Suspense>{only('error')}</Suspense>}
      </ul>
      <ul aria-live="polite" className="contents">
        {wanted && <Suspense>{only('success')}</Suspense>}
      </ul>
    </section>
  );
}
