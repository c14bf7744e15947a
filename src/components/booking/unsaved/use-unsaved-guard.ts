import { useEffect } from 'react';
import { useBlocker } from '@/lib/first-load/use-blocker';

/**
 * Keeps unsaved work from being lost: the browser asks before the page is closed or reloaded, and
 * moves inside the app (another page or another tab of this one) wait for an answer.
 */
export function useUnsavedGuard(dirty: boolean): { asking: boolean; stay: () => void; leave: () => void } {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && (currentLocation.pathname !== nextLocation.pathname || currentLocation.search !== nextLocation.search),
  );

  return {
    asking: blocker.state === 'blocked',
    stay: () => blocker.reset(),
    leave: () => blocker.proceed(),
  };
}
