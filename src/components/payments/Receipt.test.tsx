import { screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { john } from '@/testing/people';
import { renderApp } from '@/testing/render';
import { Receipt } from './Receipt';
import { listed, refundOf } from '@/testing/payments';

const given = vi.hoisted(() => ({ receipt: null as unknown }));
vi.mock('@/components/viewer/use-viewer', () => ({ useViewer: () => john }));
vi.mock('@/data/sessions/use-sessions-channel', () => ({ useSessionsChannel: () => ({ status: 'live' }) }));
vi.mock('@/data/payments/use-receipt', () => ({ useReceipt: () => ({ isPending: false, isError: false, data: given.receipt }) }));

beforeEach(() => {
  given.receipt = listed();
});

it('a receipt shows number, date, both parties and the time in both zones, not what the session was about', () => {
  renderApp(<Receipt paymentId="p" />);
  const sheet = screen.getByRole('article', { name: 'Receipt 1001' });
  expect(sheet).toHaveTextContent('Dr. Sarah Johnson');
  expect(sheet).toHaveTextContent('John Smith');
  expect(sheet).toHaveTextContent('09:00 – 10:00 New York');
  expect(sheet).toHaveTextContent('14:00 – 15:00 London');
  expect(sheet).toHaveTextContent('By card');
  expect(sheet).toHaveTextContent('Total£80.00');
  expect(sheet).not.toHaveTextContent(/therap|consult|session/i);
  expect(document.title).toBe('Receipt 1001 · Peer Care Connect');
});

it('a receipt lists every refund with its reason, and what stays paid', () => {
  given.receipt = listed('card', {
    refundedMinor: 4000,
    refunded: 40,
    onItsWayMinor: 1000,
    onItsWay: 10,
    refunds: [
      refundOf(),
      refundOf({ id: '2', amountMinor: 1000, amount: 10, reason: 'by_therapist', note: 'I was late.', status: 'pending' }),
    ],
  });
  renderApp(<Receipt paymentId="p" />);
  expect(screen.getByRole('row', { name: /^Refunded/ })).toHaveTextContent('cancelled by the client−£40.00');
  expect(screen.getByRole('row', { name: /^Refund on its way/ })).toHaveTextContent('“I was late.”−£10.00');
  expect(screen.getByRole('row', { name: /^Paid after refunds/ })).toHaveTextContent('£30.00');
});

it('a receipt is printed by the browser', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  const { user } = renderApp(<Receipt paymentId="p" />);
  await user.click(screen.getByRole('button', { name: 'Print or save as PDF' }));
  expect(print).toHaveBeenCalledOnce();
});

it('a receipt does not exist for strangers, nor before anything is paid', () => {
  given.receipt = null;
  const { unmount } = renderApp(<Receipt paymentId="p" />);
  expect(screen.getByText('There is no such receipt in your account')).toBeVisible();
  unmount();
  given.receipt = listed('card', { status: 'open', paidAt: null, receiptNumber: null });
  renderApp(<Receipt paymentId="p" />);
  expect(screen.getByText('There is no receipt yet')).toBeVisible();
});
