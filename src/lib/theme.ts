import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

/** Kept in step with first-load/early.js, which applies the choice before the first paint. */
const KEY = 'peer-care-connect-theme';

const listeners = new Set<() => void>();

function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** Applies the choice now and keeps it for next time; `system` follows the device again. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the page.
  }
  for (const notify of listeners) notify();
}

/** The reader's choice; renders again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore((notify) => {
    listeners.add(notify);
    return () => listeners.delete(notify);
  }, readTheme);
}
