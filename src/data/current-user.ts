import { useSyncExternalStore } from 'react';
import { supabase } from '@/lib/supabase';

let userId: string | null | undefined;
let following = false;
const listeners = new Set<() => void>();

function follow(listener: () => void): () => void {
  listeners.add(listener);
  if (!following) {
    following = true;
    // Kept for the life of the page. The callback must not call Supabase: it runs under the auth lock.
    supabase.auth.onAuthStateChange((_event, session) => {
      const next = session?.user.id ?? null;
      if (next === userId) return;
      userId = next;
      for (const notify of listeners) notify();
    });
  }
  return () => listeners.delete(listener);
}

/** The signed-in user's id, null when signed out, undefined until the stored session has been read. For cache keys. */
export function useCurrentUserId(): string | null | undefined {
  return useSyncExternalStore(follow, () => userId);
}
