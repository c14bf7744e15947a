import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/** How long a lazily loaded page may take to show its heading before we stop looking. */
const PATIENCE_MS = 5_000;

/**
 * After a change of page (or of the tab in `?tab=`), moves focus to the page's h1, so that a screen reader says
 * where we are and Tab goes on from there. Not on the first page: the browser does that one.
 */
export function useRouteFocus(): void {
  const { pathname, search } = useLocation();
  const view = `${pathname}#${new URLSearchParams(search).get('tab') ?? ''}`;
  const shown = useRef(view);

  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    const before = document.activeElement;
    /** True when nothing is left to do: the heading has the focus, or the reader has moved the focus elsewhere. */
    const focusHeading = () => {
      const { activeElement } = document;
      if (activeElement !== before && activeElement !== document.body) return true;
      const heading = document.querySelector<HTMLElement>('main h1');
      if (!heading) return false;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      return true;
    };
    if (focusHeading()) return;
    const observer = new MutationObserver(() => {
      if (focusHeading()) observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    const timer = window.setTimeout(() => observer.disconnect(), PATIENCE_MS);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
    };
  }, [view]);
}
