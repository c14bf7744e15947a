import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchOrTakeEarly } from './early-answers';

const asked = vi.fn(async () => Promise.resolve(new Response('asked now')));
beforeEach(() => vi.stubGlobal('fetch', asked));
afterEach(() => {
  vi.unstubAllGlobals();
  asked.mockClear();
  globalThis.earlyAnswers = undefined;
});
const textOf = async (url: string, body?: string) => (await fetchOrTakeEarly(url, body ? { method: 'POST', body } : {})).text();

it('takes an early answer once, and asks after that', async () => {
  globalThis.earlyAnswers = new Map([['http://api/a', Promise.resolve(new Response('early'))]]);
  expect(await textOf('http://api/a')).toBe('early');
  expect(asked).not.toHaveBeenCalled();
  expect(await textOf('http://api/a')).toBe('asked now');
});

it('asks when the question is another one, or was not asked early', async () => {
  globalThis.earlyAnswers = new Map([['http://api/a{"page":1}', Promise.resolve(new Response('early'))]]);
  expect(await textOf('http://api/a', '{"page":2}')).toBe('asked now');
  expect(await textOf('http://api/a')).toBe('asked now');
  expect(await textOf('http://api/a', '{"page":1}')).toBe('early');
  globalThis.earlyAnswers = undefined;
  expect(await textOf('http://api/a')).toBe('asked now');
});

it('asks again when the early question failed', async () => {
  globalThis.earlyAnswers = new Map([['http://api/a', Promise.reject(new TypeError('Failed to fetch'))]]);
  expect(await textOf('http://api/a')).toBe('asked now');
});
