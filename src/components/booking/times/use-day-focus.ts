import { useEffect, useRef } from 'react';

/** Gives a day's button the focus when the arrow keys have reached it: the calendar component only says which day that is. */
export function useDayFocus(focused: boolean | undefined) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) ref.current?.focus();
  }, [focused]);
  return ref;
}
