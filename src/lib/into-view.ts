/** A ref for what has just appeared: below the fold it would look as if the button did nothing. (jsdom cannot scroll.) */
export function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView?.({ block: 'nearest' });
}
