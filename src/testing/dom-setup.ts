import '@testing-library/jest-dom/vitest';
import { cleanup, configure, getConfig } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';

const { getElementError } = getConfig();
configure({
  // Dialogs and the zone list load when first opened; on a busy machine that takes longer than a second.
  asyncUtilTimeout: 8_000,
  // Waiting for an element fails some times before it succeeds; only the last failure is worth a picture of the page.
  getElementError: (message, container) =>
    Reflect.get(getConfig(), '_disableExpensiveErrorDiagnostics') === true ? new Error(message ?? '') : getElementError(message, container),
});

// oxlint-disable typescript/unbound-method -- only asked whether they are there
/** What browsers have and jsdom has not. Each stub does the least that lets a component mount. */
function fillGaps(): void {
  window.matchMedia ??= (media: string) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  window.scrollTo = () => undefined;
  Element.prototype.scrollIntoView ??= () => undefined;
  HTMLElement.prototype.showPopover ??= () => undefined;
  HTMLElement.prototype.hidePopover ??= () => undefined;
  Element.prototype.getAnimations ??= () => [];
}

beforeEach(fillGaps);

afterEach(() => {
  cleanup();
  localStorage.clear();
  document.documentElement.removeAttribute('data-theme');
});
