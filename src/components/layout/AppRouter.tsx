import { startTransition, useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { Router } from 'react-router-dom';
import { createAppHistory } from '@/lib/app-history';
import { HistoryContext } from '@/lib/use-blocker';

/** React Router over our history, so that unsaved work can hold a move (`useBlocker`). Starts each new page at its top. */
export function AppRouter({ children }: { children: ReactNode }) {
  const [history] = useState(() => createAppHistory(window));
  const [location, setLocation] = useState(history.location);

  useEffect(
    // A transition keeps the page in view until the next one's code has arrived.
    () => history.listen(() => startTransition(() => setLocation(history.location))),
    [history],
  );

  useLayoutEffect(() => {
    // On back and forward the browser restores the place by itself, after this.
    if (!location.hash) window.scrollTo(0, 0);
  }, [location.pathname, location.hash]);

  return (
    <HistoryContext value={history}>
      <Router location={location} navigator={history}>
        {children}
      </Router>
    </HistoryContext>
  );
}
