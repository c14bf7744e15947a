import { useSearchParams } from 'react-router-dom';
import { safeRedirect } from '@/domain/redirect';

/** Where `?next=` leads: a path inside this app, or null. `keep` adds it to the address of a neighbouring page. */
export function useNext(): { next: string | null; keep: (path: string) => string } {
  const [params] = useSearchParams();
  const next = safeRedirect(params.get('next'), '') || null;
  const keep = (path: string) => {
    if (next === null) return path;
    return `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`;
  };
  return { next, keep };
}
