import { useLocation } from 'react-router-dom';

/** The tab of /booking in view, `payments` for /payments, or null on another page. No `tab` in the address means the overview. */
export function useCurrentTab(): string | null {
  const { pathname, search } = useLocation();
  if (pathname === '/payments') return 'payments';
  return pathname === '/booking' ? (new URLSearchParams(search).get('tab') ?? 'overview') : null;
}
