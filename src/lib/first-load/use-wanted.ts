import { useEffect, useState } from 'react';

/**
 * Whether a part that opens later has to be there yet: from its first opening on. Until then its code is fetched
 * when the browser has nothing better to do, so that a page's first load does without it and opening it does not wait.
 */
export function useWanted(open: boolean, fetchCode: () => Promise<unknown>): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);

  useEffect(() => {
    const timer = window.setTimeout(() => {
      // Without the network now, it is asked for again when opened, and says so then.
      fetchCode().catch(() => undefined);
    }, 2_000);
    return () => window.clearTimeout(timer);
  }, [fetchCode]);

  return wanted;
}
