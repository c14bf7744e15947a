import { afterEach, beforeEach, vi } from 'vitest';

// Nothing answers there: a test that would talk to a server fails instead of waiting.
vi.stubEnv('VITE_SUPABASE_URL', 'http://127.0.0.1:1');
vi.stubEnv('VITE_SUPABASE_ANON_KEY', 'sb_publishable_test');
vi.stubEnv('VITE_STRIPE_PUBLISHABLE_KEY', 'pk_test_local_peer_care_connect');
vi.stubEnv('VITE_STRIPE_SANDBOX_URL', 'http://127.0.0.1:1');

let complaints: string[] = [];

beforeEach(() => {
  complaints = [];
  // React reports broken rules here, and so does our logger: either is a failure of the test that caused it.
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    complaints.push(words.map(String).join(' '));
  });
});

afterEach(() => {
  const found = complaints;
  complaints = [];
  if (found.length > 0) throw new Error(`console.error was called:\n${found.join('\n')}`);
});

/** For a test about an error: forgets, and returns, the calls of console.error so far. */
export function expectComplaints(): string[] {
  return complaints.splice(0);
}
