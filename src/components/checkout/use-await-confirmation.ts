import { useEffect, useState } from 'react';

const ASK_EVERY_MS = 2_000;
const LATE_AFTER_MS = 20_000;

/**
 * While `active`, asks again every two seconds: realtime usually is faster, but promises nothing. Returns true when
 * the answer is late.
 */
export function useAwaitConfirmation(active: boolean, refetch: () => unknown): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const asking = window.setInterval(() => void refetch(), ASK_EVERY_MS);
    const waiting = window.setTimeout(() => setLate(true), LATE_AFTER_MS);
    return () => {
      window.clearInterval(asking);
      window.clearTimeout(waiting);
      setLate(false);
    };
  }, [active, refetch]);
  return late;
}
