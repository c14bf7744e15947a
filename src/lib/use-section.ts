import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/** Sections that links lead to, by the id of their element. */
export type Section = 'weekly-hours' | 'one-off-hours' | 'session-types' | 'booking-rules';

/**
 * Attributes of a section (undefined: no link leads there) that an address may end in (`#booking-rules`): brought into view and given the focus when it
 * does, also when it appears only after its data has come.
 */
export function useSection<Element extends HTMLElement = HTMLElement>(id: Section | undefined) {
  const ref = useRef<Element>(null);
  const { hash, key } = useLocation();
  useEffect(() => {
    if (id === undefined || hash !== `#${id}`) return;
    // After the page has been put at its top for the new tab.
    const frame = requestAnimationFrame(() => {
      ref.current?.scrollIntoView({ block: 'start' });
      ref.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [hash, key, id]);
  return { id, ref, tabIndex: -1 } as const;
}
