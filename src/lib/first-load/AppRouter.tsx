import { useEffect, useLayoutEffect, useRef, useState, useTransition, type ReactNode } from 'react';
import { Router, type Location } from 'react-router-dom';
import { createAppHistory, type AppHistory } from './app-history';
import { HistoryContext } from './use-blocker';

/** A new page starts at its top; back and forward return to where one was. A change of `?tab=` stays where it is. */
function useScroll(history: AppHistory, location: Location): void {
  const shown = useRef(location);
  const places = useRef(new Map<string, number>());

  useEffect(() => {
    window.history.scrollRestoration = 'manual';
  }, []);

  useLayoutEffect(() => {
    const left = shown.current;
    if (left === location) return;
    shown.current = location;
    places.current.set(left.key, window.scrollY);
    if (history.action === 'pop') window.scrollTo(0, places.current.get(location.key) ?? 0);
    else if (left.pathname !== location.pathname) window.scrollTo(0, 0);
  }, [history, location]);
}

/** React Router over our history, so that unsaved work can hold a move (`useBlocker`). */
export function AppRouter({ children }: { children: ReactNode }) {
  const [history] = useState(() => createAppHistory(window));
  const [location, setLocation] = useState(history.location);
  const [isUnderWay, startTransition] = useTransition();
  useScroll(history, location);

  useEffect(() => {
    let shown = history.location.pathname;
    return history.listen(() => {
      const follow = () => setLocation(history.location);
      const { pathname } = history.location;
      // A choice that is kept in the address answers the press at once, as any other state; until a transition ends,
      // React would put a pressed radio button back.
      if (history.action === 'replace' && pathname === shown) follow();
      // A transition keeps the page in view, and in use, until the next one's code has arrived.
      else startTransition(follow);
      shown = pathname;
    });
  }, [history, startTransition]);

  return (
    <HistoryContext value={history}>
      {/* Shows that the press had an effect; most pages arrive before this does. */}
      {isUnderWay && (
        <div
          aria-hidden
          data-testid="under-way"
          className="fixed inset-x-0 top-0 z-60 h-0.5 bg-accent opacity-100 transition-opacity delay-100 duration-300 starting:opacity-0"
        />
      )}
      <Router location={location} navigator={history}>
        {children}
      </Router>
    </HistoryContext>
  );
}
