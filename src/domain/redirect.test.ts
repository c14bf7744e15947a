import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeRedirect } from './redirect';

describe('safeRedirect', () => {
  it.each(['/', '/booking', '/booking?tab=sessions', '/therapists/sarah-johnson?date=2026-12-10&duration=60#times'])('keeps %s', (path) => {
    expect(safeRedirect(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/booking/..//evil.example',
    'booking',
    ' /booking',
    '',
    null,
    undefined,
  ])('refuses %j', (path) => {
    expect(safeRedirect(path, '/home')).toBe('/home');
  });

  it('never leaves the origin, for any input', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      'evil.example',
      '%2f',
      '%5c',
      '?',
      '#',
      '\t',
      '\r',
      '\u0000',
      'a',
      '\u2028',
      '／',
    );
    const base = 'https://peer.example';
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
        ),
        (path) => {
          expect(new URL(safeRedirect(path), base).origin).toBe(base);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
