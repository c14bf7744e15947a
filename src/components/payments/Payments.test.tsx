import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { john, sarah } from '@/testing/people';
import type { Viewer } from '@/components/viewer/viewer';
import { AppError } from '@/lib/errors';
import { renderApp } from '@/testing/render';
import { Payments } from './Payments';
import { listed, refundOf } from '@/testing/payments';

const given = vi.hoisted(() => ({
  viewer: null as Viewer | null,
  payments: {} as object,
  ranges: [] as unknown[],
  everything: vi.fn<() => Promise<unknown[]>>(),
  download: vi.fn<(name: string, type: string, text: string) => void>(),
}));
vi.mock('@/components/viewer/use-viewer', () => ({ useViewer: () => given.viewer }));
vi.mock('@/data/sessions/use-sessions-channel', () => ({ useSessionsChannel: () => ({ status: 'live' }) }));
vi.mock('@/data/payments/use-payments', async () => {
  const { useMutation } = await import('@tanstack/react-query');
  return {
    LATEST_PAYMENTS: 5,
    useAllPayments: () => useMutation({ mutationFn: given.everything }),
    usePayments: (range: unknown) => {
      given.ranges.push(range);
      return given.payments;
    },
  };
});
vi.mock('@/data/payments/use-payment-months', () => ({
  usePaymentMonths: () => ({
    isPending: false,
    isLoadingError: false,
    data: [
      { month: '2026-12', currency: 'GBP', payments: 3, paid: 240, refunded: 40 },
      { month: '2026-11', currency: 'JPY', payments: 1, paid: 9000, refunded: 0 },
    ],
  }),
}));
vi.mock('@/lib/download', () => ({ downloadFile: given.download }));

const loaded = (data: unknown[]) => ({ isPending: false, isLoadingError: false, data, refetch: vi.fn() });
const refunded = listed('card', {
  id: 'refunded',
  clientName: '=cmd|calc',
  receiptNumber: 1002,
  refundedMinor: 4000,
  refunded: 40,
  paymentStatus: 'partially_refunded',
  refunds: [refundOf()],
});
const inYen = listed('in_person', {
  id: 'yen',
  clientName: 'Yuki Abe',
  currency: 'JPY',
  amountMinor: 9000,
  amount: 9000,
  receiptNumber: 1003,
  at: '2026-11-03T10:00:00.000Z',
});
const waived = listed('waived', {
  id: 'waived',
  clientName: 'Wanda Waived',
  status: 'cancelled',
  paidAt: null,
  receiptNumber: null,
  paymentStatus: 'not_required',
});

beforeEach(() => {
  given.viewer = sarah;
  given.payments = loaded([listed(), refunded, inYen, waived]);
  given.ranges.length = 0;
  given.download.mockReset();
  given.everything.mockReset();
});
const show = (at = '/payments') => renderApp(<Payments />, { at });

describe('Payments of a therapist', () => {
  it('are listed by month, each with its amount, state and receipt', () => {
    show();
    const december = screen.getByRole('region', { name: 'December 2026' });
    expect(within(december).getAllByRole('listitem')).toHaveLength(3);
    expect(within(december).getByText('Refunded £40.00')).toBeVisible();
    expect(within(december).getByText('Waived')).toBeVisible();
    expect(within(december).getByRole('link', { name: 'Receipt 1001' })).toHaveAttribute('href', `/receipts/${listed().id}`);
    expect(within(screen.getByRole('region', { name: 'November 2026' })).getByText('¥9,000')).toBeVisible();
  });

  it('come with the month’s totals in each currency', () => {
    show();
    const totals = screen.getByRole('region', { name: 'By month' });
    const [, december, november] = within(totals).getAllByRole('row');
    expect(december).toHaveTextContent('Dec 2026, 3 payments£240.00£40.00£200.00');
    expect(november).toHaveTextContent('Nov 2026, 1 payment¥9,000–¥9,000');
  });

  it('are filtered by month, status and words, kept in the address', async () => {
    const { user } = show('/payments?status=refunded');
    expect(screen.getByText('Showing 1 of 4 payments.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Dec 2026, 3 payments' }));
    expect(screen.getByTestId('address')).toHaveTextContent('/payments?status=refunded&month=2026-12');
    expect(given.ranges.at(-1)).toEqual({ from: '2026-12-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });
    await user.selectOptions(screen.getByLabelText(/Status/), 'Waived');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await user.type(screen.getByRole('searchbox'), 'nobody');
    expect(await screen.findByText('No payments match')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all payments' }));
    expect(screen.getByTestId('address')).toHaveTextContent(/^\/payments$/);
  });

  it('are saved as a file without formulas', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    const [name, type, text] = given.download.mock.calls[0] ?? [];
    expect([name, type]).toEqual(['payments.csv', 'text/csv;charset=utf-8']);
    expect(text?.startsWith('\uFEFFReceipt,Paid on,Client,')).toBe(true);
    const lines = text?.split('\r\n') ?? [];
    expect(lines[1]).toBe('1001,2026-12-01,John Smith,2026-12-10,14:00,Europe/London,60,GBP,80.00,0.00,0.00,80.00,by card,Paid');
    expect(lines[2]).toContain(",'=cmd|calc,");
    expect(lines[2]).toContain(',80.00,40.00,0.00,40.00,');
    expect(lines[3]).toContain(',JPY,9000,0,0,9000,in person,');
    expect(await screen.findByText('payments.csv has 4 payments.')).toBeVisible();
  });

  it('are saved whole, by the same filters, where the list shows only the latest', async () => {
    const five = [listed(), refunded, inYen, waived, listed('card', { id: 'fifth' })];
    given.payments = loaded(five);
    given.everything.mockResolvedValue([...five, listed('card', { id: 'old', receiptNumber: 7 }), { ...waived, id: 'older' }]);
    const { user } = show('/payments?status=paid');
    expect(screen.getByText(/These are the latest 1,000/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(await screen.findByText('payments.csv has 4 payments.')).toBeVisible();
    expect(given.download.mock.calls[0]?.[2]).toContain('\r\n7,');
  });

  it('say when there are none and when they could not be loaded', async () => {
    given.payments = loaded([]);
    const { unmount } = show();
    expect(screen.getByText('No payments yet')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
    unmount();
    const refetch = vi.fn();
    given.payments = {
      isPending: false,
      isLoadingError: true,
      error: new AppError({ kind: 'network', code: 'OFFLINE', message: 'No connection.' }),
      refetch,
    };
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledOnce();
  });
});

describe('Payments of a client', () => {
  it('name the therapist, and link to the checkout while one is open', () => {
    given.viewer = john;
    given.payments = loaded([
      listed(),
      listed('card', {
        id: 'open',
        status: 'failed',
        paidAt: null,
        receiptNumber: null,
        paymentStatus: 'failed',
        sessionStatus: 'scheduled',
      }),
    ]);
    show();
    expect(screen.getAllByText('Dr. Sarah Johnson')).toHaveLength(2);
    expect(screen.getByText('Card declined')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Pay' })).toHaveAttribute('href', `/checkout/${listed().sessionId}`);
    expect(screen.queryByRole('button', { name: 'Export CSV' })).not.toBeInTheDocument();
  });
});
