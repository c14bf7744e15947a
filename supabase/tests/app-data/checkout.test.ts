import { beforeAll, describe, expect, inject, it, vi } from 'vitest';

import { signIn } from '../support/app-data.ts';
import { booked } from '../support/booking.ts';
import { inHours, newClient, newTherapist, type Person } from '../support/people.ts';

async function checkoutOf(person: Person) {
  vi.stubEnv('VITE_STRIPE_PUBLISHABLE_KEY', 'pk_test_local_peer_care_connect');
  vi.stubEnv('VITE_STRIPE_SANDBOX_URL', inject('stack').stripeUrl);
  await signIn(person);
  return {
    ...(await import('@/data/payments/use-create-payment-intent')),
    ...(await import('@/data/payments/confirm-sandbox-payment')),
    ...(await import('@/data/payments/use-payment')),
    ...(await import('@/data/sessions/use-session')),
    ...(await import('@/data/sessions/use-cancel-session')),
  };
}

const card = (number: string) => ({ number, expMonth: '12', expYear: '2034', cvc: '123' });

describe('app data: paying', () => {
  let therapist: Person;
  let ana: Person;
  beforeAll(async () => {
    therapist = await newTherapist('Priya Nair', { profile: { hourly_rate: 66.67, currency: 'USD' } });
    ana = await newClient('Ana Ruiz');
  });
  const bookAt = (hours: number) => booked(ana.api, { therapist_id: therapist.id, starts_at: inHours(hours), duration_minutes: 30 });

  it('keeps the hold after a declined card, and confirms it with a good one', async () => {
    const { createPaymentIntent, confirmSandboxPayment, fetchPayment, fetchSession } = await checkoutOf(ana);
    const { id } = await bookAt(48);
    const intent = await createPaymentIntent(id);
    expect(intent).toMatchObject({ amount: 33.34, currency: 'USD' });
    expect(await createPaymentIntent(id)).toEqual(intent);

    const pay = (number: string) => confirmSandboxPayment({ ...intent, card: card(number), returnUrl: 'http://127.0.0.1:5173/checkout' });
    await expect(pay('4000 0000 0000 0002')).rejects.toMatchObject({ kind: 'refusal', code: 'CARD_DECLINED' });
    expect((await fetchSession(id))?.status).toBe('scheduled');
    expect(await pay('4242 4242 4242 4242')).toEqual({ status: 'succeeded' });
    await vi.waitFor(async () => expect(await fetchSession(id)).toMatchObject({ status: 'confirmed', paymentStatus: 'paid' }), {
      timeout: 5_000,
    });
    expect(await fetchPayment(id)).toMatchObject({ amount: 33.34, status: 'succeeded', refunded: 0, refunds: [] });
    await expect(createPaymentIntent(id)).rejects.toMatchObject({ kind: 'refusal', code: 'ALREADY_PAID' });
  });

  it('redirects to the bank when the card needs it', async () => {
    const { createPaymentIntent, confirmSandboxPayment } = await checkoutOf(ana);
    const intent = await createPaymentIntent((await bookAt(60)).id);
    const result = await confirmSandboxPayment({
      ...intent,
      card: card('4000 0027 6000 3184'),
      returnUrl: 'http://127.0.0.1:5173/checkout',
    });
    expect(result).toMatchObject({ status: 'redirect', url: expect.stringContaining(inject('stack').stripeUrl) });
  });

  it('refuses an invalid card with a text before sending it', async () => {
    const { confirmSandboxPayment } = await checkoutOf(ana);
    const input = { paymentIntentId: 'pi_1', clientSecret: 's', returnUrl: 'http://127.0.0.1:5173/' };
    await expect(confirmSandboxPayment({ ...input, card: card('12') })).rejects.toMatchObject({ message: 'Enter the card number.' });
    await expect(confirmSandboxPayment({ ...input, card: { ...card('4242424242424242'), expMonth: '13' } })).rejects.toMatchObject({
      message: 'Enter the expiry month, 1 to 12.',
    });
  });

  it('owes a cancelled session’s money back, and takes none for it', async () => {
    const { createPaymentIntent, confirmSandboxPayment, cancelSession, fetchSession, fetchPayment } = await checkoutOf(ana);
    const { id } = await bookAt(72);
    const intent = await createPaymentIntent(id);
    await confirmSandboxPayment({ ...intent, card: card('4242424242424242'), returnUrl: 'http://127.0.0.1:5173/' });
    await vi.waitFor(async () => expect((await fetchSession(id))?.paymentStatus).toBe('paid'), { timeout: 5_000 });
    await cancelSession({ sessionId: id });
    expect((await fetchPayment(id))?.refunds).toMatchObject([{ amount: 33.34, reason: 'cancelled_by_client' }]);

    const other = await bookAt(96);
    await cancelSession({ sessionId: other.id });
    await expect(createPaymentIntent(other.id)).rejects.toMatchObject({ kind: 'refusal', code: 'SESSION_CANCELLED' });
  });
});
