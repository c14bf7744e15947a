import { useEffect, useState } from 'react';
import { systemNow } from '@/lib/clock';

/**
 * The time, renewed every `intervalMs` (default: a minute) and when the page comes back into view.
 * Pass `read` to count on another clock, such as the server's; it must be a stable function.
 */
export function useNow(intervalMs = 60_000, read: () => Date = systemNow): Date {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const renew = () => setNow(read());
    renew();
    const timer = window.setInterval(renew, intervalMs);
    document.addEventListener('visibilitychange', renew);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [intervalMs, read]);
  return now;
}
