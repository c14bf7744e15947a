import { createPath, parsePath, type Location, type Navigator, type To } from 'react-router-dom';

/** What a guard is told: where we are, where we would go. Returning true holds the move. */
type Guard = (move: { currentLocation: Location; nextLocation: Location; proceed: () => void }) => boolean;

export interface AppHistory extends Navigator {
  readonly location: Location;
  /** How we came here: by a link (push), a correction of the address (replace), or back and forward (pop). */
  readonly action: 'push' | 'replace' | 'pop';
  listen: (notify: () => void) => () => void;
  /** At most one guard at a time; returns a function that removes it. */
  guard: (guard: Guard) => () => void;
}

interface Entry {
  idx: number;
  key: string;
  usr: unknown;
}

function readEntry(state: unknown): Entry | null {
  if (typeof state !== 'object' || state === null || !('idx' in state) || typeof state.idx !== 'number') return null;
  const key = 'key' in state && typeof state.key === 'string' ? state.key : 'default';
  return { idx: state.idx, key, usr: 'usr' in state ? state.usr : null };
}

/**
 * The browser's history for React Router's `<Router>`, with a guard for unsaved work.
 * React Router can hold a move only in its data router, which weighs 18 kB more than a page of ours may spend.
 */
export function createAppHistory(window: Window): AppHistory {
  const { history } = window;
  const listeners = new Set<() => void>();
  let guard: Guard | null = null;
  let letPass = false;
  let action: AppHistory['action'] = 'pop';

  let location: (Location & { idx: number }) | undefined;
  const entryNow = (): Entry => {
    const entry = readEntry(history.state);
    if (entry) return entry;
    // The first page, or one reached by a plain #fragment link.
    const fresh = { idx: location ? location.idx + 1 : 0, key: 'default', usr: null };
    history.replaceState(fresh, '');
    return fresh;
  };
  const readLocation = (): Location & { idx: number } => {
    const { idx, key, usr } = entryNow();
    const { pathname, search, hash } = window.location;
    return { pathname, search, hash, key, state: usr, idx };
  };
  location = readLocation();

  const settle = (how: AppHistory['action']) => {
    action = how;
    location = readLocation();
    for (const notify of listeners) notify();
  };
  const isHeld = (nextLocation: Location, proceed: () => void) =>
    !letPass && guard !== null && guard({ currentLocation: location ?? nextLocation, nextLocation, proceed });

  const move = (kind: 'push' | 'replace', to: To, state: unknown) => {
    const current = location ?? readLocation();
    const target = { pathname: current.pathname, search: '', hash: '', ...(typeof to === 'string' ? parsePath(to) : to) };
    const entry: Entry = { idx: current.idx + (kind === 'push' ? 1 : 0), key: Math.random().toString(36).slice(2, 10), usr: state };
    const write = () => {
      history[kind === 'push' ? 'pushState' : 'replaceState'](entry, '', createPath(target));
      settle(kind);
    };
    const next: Location = { ...target, key: entry.key, state };
    if (!isHeld(next, write)) write();
  };

  window.addEventListener('popstate', () => {
    const delta = entryNow().idx - (location?.idx ?? 0);
    const returning = letPass;
    const proceed = () => {
      letPass = true;
      history.go(delta);
    };
    if (delta !== 0 && isHeld(readLocation(), proceed)) {
      // The browser has already moved; go back to where the unsaved work is.
      letPass = true;
      history.go(-delta);
      return;
    }
    letPass = false;
    // Back where we were after a held move: nothing to show anew.
    if (!(returning && delta === 0)) settle('pop');
  });

  return {
    get location() {
      return location ?? readLocation();
    },
    get action() {
      return action;
    },
    createHref: (to) => (typeof to === 'string' ? to : createPath(to)),
    go: (delta) => history.go(delta),
    push: (to, state) => move('push', to, state ?? null),
    replace: (to, state) => move('replace', to, state ?? null),
    listen: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    guard: (next) => {
      guard = next;
      return () => {
        if (guard === next) guard = null;
      };
    },
  };
}
