import { useCallback, useEffect, useRef, useState } from 'react';

const PAUSE_MS = 250;

/**
 * A search text while it is typed. It is handed on, without spaces around it, when the typing pauses or when `search`
 * is called; when `value` changes for another reason (Clear, the back button) the field follows.
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

  const text = typed.trim();
  const search = useCallback(() => {
    known.current = text;
    settle.current(text);
  }, [text]);

  useEffect(() => {
    if (text === known.current) return undefined;
    const timer = window.setTimeout(() => {
      // Searched since, by Enter.
      if (text !== known.current) search();
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text, search]);

  return { typed, type: setTyped, search };
}
