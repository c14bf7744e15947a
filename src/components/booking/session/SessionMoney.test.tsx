import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { john, paidBy, sarah, sessionOf } from '@/testing/people';
import type { Session } from '@/data/sessions/session';
import { AppError } from '@/lib/errors';
import { renderApp } from '@/testing/render';
import { SessionMoney } from './SessionMoney';
import { refundOf } from '@/testing/payments';

const { settle, refund, reopen } = vi.hoisted(() => ({ settle: vi.fn(), refund: vi.fn(), reopen: vi.fn() }));
vi.mock('@/data/payments/use-settle-by-hand', async () => {
  const { useMutation } = await import('@tanstack/react-query');
  return { useSettleByHand: () => useMutation({ mutationFn: settle }) };
});
vi.mock('@/data/payments/use-reopen-payment', async () => {
  const { useMutation } = await import('@tanstack/react-query');
  return { useReopenPayment: () => useMutation({ mutationFn: reopen }) };
});
vi.mock('@/data/payments/use-refund-session', async () => {
  const { useMutation } = await import('@tanstack/react-query');
  return { useRefundSession: () => useMutation({ mutationFn: refund }) };
});

const NOW = new Date('2026-12-08T12:00:00Z');
const show = (change: Partial<Session>, viewer = sarah) =>
  renderApp(<SessionMoney session={sessionOf(change)} viewer={viewer} now={NOW} />);
const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent);

beforeEach(() => {
  settle.mockReset();
  refund.mockReset();
  reopen.mockReset();
});

describe('SessionMoney: the actions of a therapist', () => {
  it.each<[string, Partial<Session>, string[]]>([
    ['a card payment', { payment: paidBy('card') }, ['Refund…']],
    ['a refunded one', { payment: paidBy('card', { refundableMinor: 0 }), paymentStatus: 'refunded' }, []],
    ['a disputed one', { payment: paidBy('card', { isDisputed: true }) }, []],
    ['one paid in person', { payment: paidBy('in_person') }, []],
    ['an unpaid one', { paymentStatus: 'failed' }, ['Mark as paid in person', 'Waive payment']],
    ['one without prepayment', { paymentStatus: 'not_required' }, ['Mark as paid in person']],
    [
      'a waived one',
      { paymentStatus: 'not_required', payment: paidBy('waived', { status: 'cancelled' }) },
      ['Mark as paid in person', 'Ask for payment again'],
    ],
    [
      'a waived one whose card payment came all the same',
      { paymentStatus: 'not_required', payment: paidBy('waived', { refunds: [refundOf()] }) },
      ['Mark as paid in person'],
    ],
    ['a free one', { paymentStatus: 'not_required', price: 0 }, []],
    ['an expired hold', { status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-08T11:00:00Z' }, []],
    ['a cancelled one', { status: 'cancelled', paymentStatus: 'pending' }, []],
  ])('are right for %s', (_name, change, expected) => {
    show(change);
    expect(buttons()).toEqual(expected);
  });

  it('a client has no actions, but the refund and the receipt', () => {
    show({ payment: paidBy('card', { onItsWayMinor: 4000, onItsWay: 40 }) }, john);
    expect(buttons()).toEqual([]);
    expect(screen.getByText(/£40.00 is on its way back to your card/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Receipt 1001' })).toHaveAttribute('href', `/receipts/${paidBy('card').id}`);
  });

  it('a dispute blocks refunds and says why', () => {
    show({ payment: paidBy('card', { isDisputed: true }) });
    expect(screen.getByText(/bank is looking into this payment/)).toBeVisible();
  });
});

it('a waiver is taken back after a question', async () => {
  reopen.mockResolvedValue(sessionOf({ paymentStatus: 'pending' }));
  const { user } = show({ paymentStatus: 'not_required', payment: paidBy('waived', { status: 'cancelled' }) });
  await user.click(screen.getByRole('button', { name: 'Ask for payment again' }));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Ask for payment' }));
  await waitFor(() => expect(reopen.mock.calls[0]?.[0]).toBe(sessionOf().id));
  expect(await screen.findByText('John Smith is asked for £80.00 again.')).toBeVisible();
});

it('a payment that the bank is still working on says so', () => {
  show({ paymentStatus: 'pending', payment: paidBy('card', { status: 'open', paidAt: null, isProcessing: true }) }, john);
  expect(screen.getByText('The bank is still working on this payment.')).toBeVisible();
});

it('a payment is settled by hand after a question', async () => {
  settle.mockResolvedValue(sessionOf());
  const { user } = show({ status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-08T12:10:00Z' });
  await user.click(screen.getByRole('button', { name: 'Mark as paid in person' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(dialog).toHaveTextContent('Has John Smith paid £80.00 in person?');
  expect(dialog).toHaveTextContent('The session is confirmed with it.');
  await user.click(within(dialog).getByRole('button', { name: 'Mark as paid' }));
  await waitFor(() => expect(settle.mock.calls[0]?.[0]).toEqual({ sessionId: sessionOf().id, method: 'in_person' }));
});

describe('SessionMoney: a refund beyond the policy', () => {
  it('needs an amount within what is left and a reason, and sends minor units', async () => {
    const payment = paidBy('card', { refundedMinor: 3000, refunded: 30, refundableMinor: 5000 });
    refund.mockResolvedValue(sessionOf({ payment: { ...payment, refunds: [refundOf({ amountMinor: 2050, status: 'pending' })] } }));
    const { user } = show({ payment });
    await user.click(screen.getByRole('button', { name: 'Refund…' }));
    const amount = await screen.findByLabelText('Amount in GBP');
    expect(amount).toHaveValue('50.00');
    await user.clear(amount);
    await user.type(amount, '50.01');
    await user.click(screen.getByRole('button', { name: 'Refund' }));
    expect(screen.getByText('At most £50.00 can be refunded.')).toBeVisible();
    expect(amount).toHaveFocus();
    await user.clear(amount);
    await user.type(amount, '20,5');
    await user.click(screen.getByRole('button', { name: 'Refund £20.50' }));
    expect(screen.getByText('Say in a few words why. Your client reads it.')).toBeVisible();
    expect(refund).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('Reason'), 'I was late.');
    await user.click(screen.getByRole('button', { name: 'Refund £20.50' }));
    await waitFor(() => expect(refund.mock.calls[0]?.[0]).toEqual({ sessionId: sessionOf().id, amountMinor: 2050, note: 'I was late.' }));
    expect(await screen.findByText('£20.50 is on its way back to John Smith.')).toBeVisible();
  });

  it('shows what is left when another refund came first', async () => {
    refund.mockRejectedValue(
      new AppError({
        kind: 'refusal',
        code: 'REFUND_TOO_LARGE',
        message: 'No more than that.',
        status: 422,
        details: { refundable_minor: 1000 },
      }),
    );
    const { user } = show({ payment: paidBy('card') });
    await user.click(screen.getByRole('button', { name: 'Refund…' }));
    await user.type(await screen.findByLabelText('Reason'), 'Sorry.');
    await user.click(screen.getByRole('button', { name: 'Refund £80.00' }));
    expect(await screen.findByText('Nothing was refunded: £10.00 is left')).toBeVisible();
  });
});
