import { afterEach, beforeEach, expect, vi } from 'vitest';
import './web-socket.ts';

/** A console.error fails the test in which it happened. */
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
