import { afterEach, beforeEach, expect, vi } from 'vitest';
import WebSocket from 'ws';

// Node 20 has no WebSocket of its own, and supabase-js looks for one.
if (!('WebSocket' in globalThis)) Reflect.set(globalThis, 'WebSocket', WebSocket);

/** Nothing may complain in passing: a console.error fails the test in which it happened. */
let complaints: unknown[][] = [];

beforeEach(() => {
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    complaints.push(words);
  });
});

afterEach(() => {
  expect(complaints).toEqual([]);
});
