import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 250;

/**
 * A search text while it is typed. It is handed on when the typing pauses; when `value` changes for
 * another reason (Clear, the back button) the field follows.
 */
export function useTypedSearch(value: string, onSettled: (text: string) => void) {
  const [typed, setTyped] = useState(value);
  const known = useRef(value);
  const settle = useRef(onSettled);
  useEffect(() => {
    settle.current = onSettled;
  }, [onSettled]);

  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => {
    if (typed === known.current) return undefined;
    const timer = window.setTimeout(() => {
      known.current = typed;
      settle.current(typed);
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);

  return { typed, type: setTyped };
}
