import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

// Dialogs and the zone list load when first opened; on a busy machine that takes longer than a second.
configure({ asyncUtilTimeout: 8_000 });

// Nothing answers there: a component test that would talk to a server fails instead of waiting.
vi.stubEnv('VITE_SUPABASE_URL', 'http://127.0.0.1:1');
vi.stubEnv('VITE_SUPABASE_ANON_KEY', 'sb_publishable_test');
vi.stubEnv('VITE_STRIPE_PUBLISHABLE_KEY', 'pk_test_local_peer_care_connect');
vi.stubEnv('VITE_STRIPE_SANDBOX_URL', 'http://127.0.0.1:1');

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

let complaints: string[] = [];

beforeEach(() => {
  fillGaps();
  complaints = [];
  // React reports broken rules here, and so does our logger: either is a failure of the test that caused it.
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    complaints.push(words.map(String).join(' '));
  });
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  document.documentElement.removeAttribute('data-theme');
  const heard = complaints;
  complaints = [];
  if (heard.length > 0) throw new Error(`console.error was called:\n${heard.join('\n')}`);
});

/** For a test whose subject is an error: takes back, and returns, what console.error heard so far. */
export function expectComplaints(): string[] {
  return complaints.splice(0);
}
