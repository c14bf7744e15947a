import { useCallback, useState } from 'react';

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/**
 * The client's notes for one therapist, kept in this tab so that signing in, or a reload, loses nothing. Not in the
 * address: addresses are shared and logged, notes are private.
 */
export function useNotesDraft(therapistId: string): { notes: string; setNotes: (notes: string) => void; clear: () => void } {
  const key = `pcc.notes.${therapistId}`;
  const [notes, keep] = useState(() => read(key));
  const setNotes = useCallback(
    (next: string) => {
      keep(next);
      try {
        if (next === '') sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, next);
      } catch {
        // Private windows may refuse; the notes then live as long as the page.
      }
    },
    [key],
  );
  const clear = useCallback(() => setNotes(''), [setNotes]);
  return { notes, setNotes, clear };
}
