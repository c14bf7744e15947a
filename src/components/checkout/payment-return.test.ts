import { expect, it } from 'vitest';
import { readPaymentReturn, withoutClientSecret, withoutPaymentReturn } from './payment-return';

it.each([
  ['', null],
  ['redirect_status=succeeded', null],
  ['payment_intent=pi_1&redirect_status=succeeded', 'taken'],
  ['payment_intent=pi_1&redirect_status=processing', 'processing'],
  ['payment_intent=pi_1&redirect_status=failed', 'failed'],
  ['payment_intent=pi_1', 'failed'],
])('the return from the bank %j is read as %j', (search, meaning) => {
  expect(readPaymentReturn(new URLSearchParams(search))).toBe(meaning);
});

it('the secret leaves the address at once, the rest when another try begins', () => {
  const params = new URLSearchParams('payment_intent=pi_1&payment_intent_client_secret=s&redirect_status=failed&keep=1');
  expect(withoutClientSecret(params).toString()).toBe('payment_intent=pi_1&redirect_status=failed&keep=1');
  expect(withoutPaymentReturn(params).toString()).toBe('keep=1');
});
