import { useDeferredValue, type ReactNode } from 'react';

interface InSlicesProps {
  /** As large as what comes. */
  placeholder: ReactNode;
  children: ReactNode;
}

/**
 * Draws its placeholder at once, and what it is about in the background, in slices of a few milliseconds: a press or a scroll
 * meanwhile is not kept waiting, however slow the phone is. For what is large when its data come.
 */
export function InSlices({ placeholder, children }: InSlicesProps) {
  return useDeferredValue(true, false) ? children : placeholder;
}
