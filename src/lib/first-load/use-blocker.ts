import { createContext, use, useEffect, useState } from 'react';
import type { Location } from 'react-router-dom';
import type { AppHistory } from './app-history';

export const HistoryContext = createContext<AppHistory | null>(null);

type ShouldBlock = (move: { currentLocation: Location; nextLocation: Location }) => boolean;

export interface Blocker {
  state: 'blocked' | 'unblocked';
  /** Goes where the reader wanted to. */
  proceed: () => void;
  /** Stays here. */
  reset: () => void;
}

/**
 * Holds moves inside the app while `shouldBlock` says so, until `proceed` or `reset` is called.
 * Works like React Router's hook of that name, without its data router. One at a time.
 */
export function useBlocker(shouldBlock: ShouldBlock): Blocker {
  const history = use(HistoryContext);
  const [held, setHeld] = useState<(() => void) | null>(null);

  useEffect(
    () =>
      history?.guard(({ proceed, ...move }) => {
        if (!shouldBlock(move)) return false;
        setHeld(() => proceed);
        return true;
      }),
    [history, shouldBlock],
  );

  return {
    state: held ? 'blocked' : 'unblocked',
    proceed: () => {
      // Otherwise the same guard would hold it again.
      history?.guard(() => false);
      setHeld(null);
      held?.();
    },
    reset: () => setHeld(null),
  };
}
