import { useEffect, useEffectEvent, useRef, useState } from 'react';

export type SaveState = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed';

/**
 * Saves a text by itself a moment after the last key, one save at a time, and at once when the
 * screen goes away. `save` must reject when it fails: the text is then kept and `retry` sends it again.
 */
export function useAutosave(save: (text: string) => Promise<unknown>, delayMs = 800) {
  const [state, setState] = useState<SaveState>('idle');
  const waiting = useRef<string | null>(null);
  const saving = useRef(false);
  const timer = useRef<number | undefined>(undefined);

  const flush = async () => {
    window.clearTimeout(timer.current);
    if (saving.current) return;
    saving.current = true;
    // Text typed while a save is under way goes with the next round.
    while (waiting.current !== null) {
      const text: string = waiting.current;
      waiting.current = null;
      setState('saving');
      try {
        // oxlint-disable-next-line no-await-in-loop -- one save at a time, so that the last text is the one that stays
        await save(text);
        if (waiting.current === null) setState('saved');
      } catch {
        waiting.current ??= text;
        setState('failed');
        break;
      }
    }
    saving.current = false;
  };

  const change = (text: string) => {
    waiting.current = text;
    setState('waiting');
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void flush(), delayMs);
  };

  const flushOnLeave = useEffectEvent(() => void flush());
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (waiting.current !== null || saving.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      flushOnLeave();
    };
  }, []);

  return { state, change, retry: () => void flush() };
}
