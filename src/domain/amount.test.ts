import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAmount, plainAmount } from './amount';

it.each([
  ['40', 'GBP', 4000],
  [' 40,5 ', 'EUR', 4050],
  ['0.07', 'GBP', 7],
  ['9000', 'JPY', 9000],
])('reads %s %s', (text, currency, minor) => expect(parseAmount(text, currency)).toBe(minor));

it.each([
  ['', 'GBP'],
  ['0', 'GBP'],
  ['-4', 'GBP'],
  ['4.005', 'GBP'],
  ['1,000.00', 'GBP'],
  ['12.5', 'JPY'],
  ['forty', 'GBP'],
])('takes %j %s for no amount', (text, currency) => expect(parseAmount(text, currency)).toBeNull());

it('reads back every amount that it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('GBP', 'JPY', 'KRW', 'EUR'), (minor, currency) => {
      expect(parseAmount(plainAmount(minor, currency), currency)).toBe(minor);
    }),
  );
});
