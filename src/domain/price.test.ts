import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calculatePrice,
  formatHourlyRate,
  formatMoney,
  fromMinorUnits,
  minorDigits,
  sumMoney,
  toMinorUnits,
  parseAmount,
  plainAmount,
} from './price';

describe('calculatePrice', () => {
  it.each([
    [80, 60, 'GBP', 80],
    [80, 30, 'GBP', 40],
    [80, 90, 'GBP', 120],
    [80, 50, 'GBP', 66.67],
    [0.3, 5, 'GBP', 0.03], // 2.5 pence: half goes up
    [9000, 50, 'JPY', 7500],
    [9001, 30, 'JPY', 4501], // 4500.5 yen: half goes up, to whole yen
    [0, 60, 'EUR', 0],
    [99_999_999.99, 480, 'GBP', 799_999_999.92],
  ])('%d an hour for %d minutes in %s costs %d', (rate, minutes, currency, price) => {
    expect(calculatePrice(rate, minutes, currency)).toBe(price);
  });

  it('throws for an invalid rate or duration', () => {
    expect(() => calculatePrice(-1, 60, 'GBP')).toThrow(RangeError);
    expect(() => calculatePrice(NaN, 60, 'GBP')).toThrow(RangeError);
    expect(() => calculatePrice(80, 0, 'GBP')).toThrow(RangeError);
    expect(() => calculatePrice(80, 1.5, 'GBP')).toThrow(RangeError);
  });

  it('rounds half up to the minor unit, for all rates, durations and currencies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999_999 }),
        fc.integer({ min: 1, max: 480 }),
        fc.constantFrom('GBP', 'USD', 'INR', 'JPY', 'KRW', 'EUR'),
        (hundredths, minutes, currency) => {
          const scale = 10n ** BigInt(minorDigits(currency));
          const exact = BigInt(hundredths) * BigInt(minutes) * scale; // in 6000ths of a minor unit
          const minor = BigInt(toMinorUnits(calculatePrice(hundredths / 100, minutes, currency), currency));
          const error = minor * 6000n - exact;
          expect(error > -3000n && error <= 3000n).toBe(true);
        },
      ),
    );
  });

  it('grows with the duration, and parts cost as much as the whole but for rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 479 }), (hundredths, minutes) => {
        const price = (length: number) => calculatePrice(hundredths / 100, length, 'GBP');
        expect(price(minutes + 1)).toBeGreaterThanOrEqual(price(minutes));
      }),
    );
  });
});

describe('amounts of money', () => {
  it('convert to minor units and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), fc.constantFrom('GBP', 'JPY'), (minor, currency) => {
        expect(toMinorUnits(fromMinorUnits(minor, currency), currency)).toBe(minor);
      }),
    );
    expect(toMinorUnits(66.67, 'GBP')).toBe(6667);
    expect(toMinorUnits(4501, 'JPY')).toBe(4501);
  });

  it('are added without errors of binary fractions', () => {
    expect(sumMoney([0.1, 0.2], 'GBP')).toBe(0.3);
    expect(sumMoney([], 'GBP')).toBe(0);
  });

  it('are written in the reader’s locale', () => {
    expect(formatMoney(80, 'GBP', 'en-GB')).toBe('£80.00');
    expect(formatMoney(9000, 'JPY', 'en-GB')).toBe('JP¥9,000');
    expect(formatMoney(80, 'EUR', 'de-DE')).toBe('80,00\u00a0€');
    expect(formatHourlyRate(80, 'GBP', 'en-GB')).toBe('£80/hour');
    expect(formatHourlyRate(82.5, 'GBP', 'en-GB')).toBe('£82.50/hour');
  });
});

it.each([
  ['40', 'GBP', 4000],
  [' 40,5 ', 'EUR', 4050],
  ['0.07', 'GBP', 7],
  ['9000', 'JPY', 9000],
])('typed as %s %s are read in minor units', (text, currency, minor) => expect(parseAmount(text, currency)).toBe(minor));

it.each([
  ['', 'GBP'],
  ['0', 'GBP'],
  ['-4', 'GBP'],
  ['4.005', 'GBP'],
  ['1,000.00', 'GBP'],
  ['12.5', 'JPY'],
  ['forty', 'GBP'],
])('typed as %j %s are refused', (text, currency) => expect(parseAmount(text, currency)).toBeNull());

it('are read back as they are written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('GBP', 'JPY', 'KRW', 'EUR'), (minor, currency) => {
      expect(parseAmount(plainAmount(minor, currency), currency)).toBe(minor);
    }),
  );
});
