import { describe, expect, it } from 'vitest';
import { cardInputSchema, groupCardNumber, groupExpiry } from './card-input';

describe('the card form', () => {
  it('groups the digits of a number by four and drops everything else', () => {
    expect(groupCardNumber('4242-4242x42424242')).toBe('4242 4242 4242 4242');
    expect(groupCardNumber('42424')).toBe('4242 4');
  });

  it.each([
    ['1', '1'],
    ['12', '12'],
    ['123', '12 / 3'],
    ['1234', '12 / 34'],
    ['5', '05'],
    ['534', '05 / 34'],
    ['12 / 34', '12 / 34'],
  ])('writes the expiry %j as %j', (typed, shown) => expect(groupExpiry(typed)).toBe(shown));

  it('reads a whole card', () => {
    expect(cardInputSchema.parse({ number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123' })).toEqual({
      number: '4242424242424242',
      expiry: { month: 12, year: 2034 },
      cvc: '123',
    });
  });

  it.each([
    { number: '4242 4242 4242 4243', expiry: '12 / 34', cvc: '123' },
    { number: '4242 4242 4242 4242', expiry: '13 / 34', cvc: '123' },
    { number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '12' },
    { number: '', expiry: '', cvc: '' },
  ])('refuses %j', (card) => expect(cardInputSchema.safeParse(card).success).toBe(false));
});
