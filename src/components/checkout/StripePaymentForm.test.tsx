import { act, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { expectComplaints } from '@/testing/setup';
import { StripePaymentForm } from './StripePaymentForm';

/** Stripe.js comes from Stripe's own address, so this replaces the part of it that the form uses. */
const stripe = vi.hoisted(() => {
  const handlers = new Map<string, () => void>();
  return {
    handlers,
    load: vi.fn(),
    confirmPayment: vi.fn(),
    element: { on: (event: string, then: () => void) => handlers.set(event, then), mount: vi.fn(), destroy: vi.fn() },
  };
});
vi.mock('./load-stripe', () => ({ loadStripeOnce: stripe.load }));

beforeEach(() => {
  vi.clearAllMocks();
  stripe.load.mockResolvedValue({ elements: () => ({ create: () => stripe.element }), confirmPayment: stripe.confirmPayment });
});

async function show(onAttempt = vi.fn()) {
  render(<StripePaymentForm clientSecret="pi_1_secret_1" payLabel="Pay £80.00" returnUrl="http://app/checkout/1" onAttempt={onAttempt} />);
  await waitFor(() => expect(stripe.element.mount).toHaveBeenCalled());
  act(() => stripe.handlers.get('ready')?.());
  return { onAttempt, user: userEvent.setup() };
}

it('StripePaymentForm waits for the element and confirms with the return address', async () => {
  stripe.confirmPayment.mockResolvedValue({ paymentIntent: { status: 'succeeded' } });
  const { onAttempt, user } = await show();
  await user.click(screen.getByRole('button', { name: 'Pay £80.00' }));
  expect(stripe.confirmPayment).toHaveBeenCalledWith(
    expect.objectContaining({ confirmParams: { return_url: 'http://app/checkout/1' }, redirect: 'if_required' }),
  );
  await waitFor(() => expect(onAttempt).toHaveBeenCalledWith({ outcome: 'taken' }));
  stripe.confirmPayment.mockResolvedValue({ paymentIntent: { status: 'processing' } });
  await user.click(screen.getByRole('button', { name: 'Pay £80.00' }));
  await waitFor(() => expect(onAttempt).toHaveBeenCalledWith({ outcome: 'processing' }));
});

it('StripePaymentForm reports a decline with the bank’s reason', async () => {
  stripe.confirmPayment.mockResolvedValue({
    error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds', message: 'No.' },
  });
  const { onAttempt, user } = await show();
  await user.click(screen.getByRole('button', { name: 'Pay £80.00' }));
  expect(onAttempt).toHaveBeenCalledWith({ outcome: 'failed', code: 'insufficient_funds', message: 'No.' });
});

it('StripePaymentForm leaves a field’s error to the element', async () => {
  stripe.confirmPayment.mockResolvedValue({ error: { type: 'validation_error', message: 'Incomplete.' } });
  const { onAttempt, user } = await show();
  await user.click(screen.getByRole('button', { name: 'Pay £80.00' }));
  expect(onAttempt).not.toHaveBeenCalled();
});

it('StripePaymentForm says when it could not be loaded, and loads again', async () => {
  stripe.load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const user = userEvent.setup();
  render(<StripePaymentForm clientSecret="s" payLabel="Pay £80.00" returnUrl="http://app" onAttempt={vi.fn()} />);
  expect(await screen.findByText('The card form could not be loaded')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(stripe.element.mount).toHaveBeenCalled());
  expectComplaints();
});
