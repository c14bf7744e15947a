import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { john, sarah } from '@/testing/people';
import type { Viewer } from '@/components/viewer/viewer';
import type { PaymentListFilters } from '@/data/payments/keys';
import type { ListedPayment } from '@/data/payments/listed-payment';
import type { PaymentState } from '@/domain/payment-text';
import { AppError } from '@/lib/errors';
import { renderApp } from '@/testing/render';
import { Payments } from './Payments';
import { listed, refundOf } from '@/testing/payments';

const given = vi.hoisted(() => ({
  viewer: null as Viewer | null,
  /** What the database has, each with the state it is filtered by. */
  rows: [] as [ListedPayment, PaymentState][],
  /** How many of these the list has loaded. */
  loaded: 20,
  /** Changes how the list answers. */
  pages: {} as object,
  asked: [] as PaymentListFilters[],
  everything: vi.fn<(filters: PaymentListFilters) => unknown>(),
  next: vi.fn(),
  download: vi.fn<(name: string, type: string, text: string) => void>(),
}));
vi.mock('@/components/viewer/use-viewer', () => ({ useViewer: () => given.viewer }));
vi.mock('@/data/sessions/use-sessions-channel', () => ({ useSessionsChannel: () => ({ status: 'live' }) }));
vi.mock('@/data/payments/use-payments', () => ({
  PAYMENT_PAGE: 20,
  usePayments: (filters: PaymentListFilters) => {
    given.asked.push(filters);
    const all = found(filters);
    return {
      isPending: false,
      isLoadingError: false,
      isPlaceholderData: false,
      payments: all.slice(0, given.loaded),
      hasNextPage: all.length > given.loaded,
      isFetchingNextPage: false,
      isFetchNextPageError: false,
      fetchNextPage: given.next,
      ...given.pages,
    };
  },
}));
vi.mock('@/data/payments/use-payment-counts', () => ({
  usePaymentCounts: (filters: PaymentListFilters) => ({ data: { total: given.rows.length, found: found(filters).length } }),
}));
vi.mock('@/data/payments/use-all-payments', async () => {
  const { useMutation } = await import('@tanstack/react-query');
  return { useAllPayments: () => useMutation({ mutationFn: async (filters: PaymentListFilters) => given.everything(filters) }) };
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

/** As the database filters, but for the month. */
function found({ state, search }: PaymentListFilters): ListedPayment[] {
  return given.rows
    .filter(([{ clientName }, its]) => (state === null || its === state) && clientName.toLowerCase().includes(search.toLowerCase()))
    .map(([payment]) => payment);
}
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
  given.rows = [
    [listed(), 'paid'],
    [refunded, 'refunded'],
    [inYen, 'paid'],
    [waived, 'waived'],
  ];
  given.loaded = 20;
  given.pages = {};
  given.asked.length = 0;
  given.download.mockReset();
  given.everything.mockReset().mockImplementation(found);
  given.next.mockReset();
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
    expect(given.asked.at(-1)).toEqual({
      from: '2026-12-01T00:00:00.000Z',
      to: '2027-01-01T00:00:00.000Z',
      state: 'refunded',
      search: '',
    });
    expect(screen.getByText('Showing 1 of 4 payments of the month.')).toBeVisible();
    await user.selectOptions(screen.getByLabelText(/Status/), 'Waived');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await user.type(screen.getByRole('searchbox'), 'nobody');
    expect(await screen.findByText('No payments match')).toBeVisible();
    expect(screen.getByText('Showing 0 of 4 payments of the month.')).toBeVisible();
    expect(given.asked.at(-1)).toMatchObject({ state: 'waived', search: 'nobody' });
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

  it('are saved whole, by the same filters, where the list shows only a page', async () => {
    given.loaded = 3;
    given.rows.push([listed('card', { id: 'fifth' }), 'paid'], [listed('card', { id: 'old', receiptNumber: 7 }), 'paid']);
    const { user } = show('/payments?status=paid');
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(await screen.findByText('payments.csv has 4 payments.')).toBeVisible();
    expect(given.everything).toHaveBeenCalledWith({ from: null, to: null, state: 'paid', search: '' });
    expect(given.download.mock.calls[0]?.[2]).toContain('\r\n7,');
  });

  it('are shown a page at a time, with how many more there are', async () => {
    given.loaded = 20;
    given.rows = Array.from({ length: 33 }, (_, n) => [listed('card', { id: `${n}` }), 'paid']);
    const { user } = show();
    expect(screen.getAllByRole('listitem')).toHaveLength(20);
    await user.click(screen.getByRole('button', { name: 'Show 13 more of 13' }));
    expect(given.next).toHaveBeenCalledOnce();
  });

  it('stay on screen when the next page cannot be loaded, which can be tried again', async () => {
    given.loaded = 2;
    given.pages = { isFetchNextPageError: true, error: new AppError({ kind: 'network', code: 'OFFLINE', message: 'No connection.' }) };
    const { user } = show();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('alert')).toHaveTextContent('The next payments could not be loaded');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(given.next).toHaveBeenCalledOnce();
  });

  it('leave the filters in place while the answer to them is awaited, and when it fails', async () => {
    given.pages = { isPlaceholderData: true, payments: [] };
    const { unmount } = show('/payments?q=smith');
    expect(screen.getByRole('searchbox')).toHaveValue('smith');
    expect(screen.getByRole('status', { name: 'Loading your payments' })).toBeVisible();
    unmount();
    const error = new AppError({ kind: 'network', code: 'OFFLINE', message: 'No connection.' });
    given.pages = { isLoadingError: true, payments: [], error, refetch: vi.fn() };
    show('/payments?q=smith');
    expect(screen.getByRole('searchbox')).toHaveValue('smith');
    expect(screen.getByText('Your payments could not be loaded')).toBeVisible();
  });

  it('say when there are none and when they could not be loaded', async () => {
    given.rows = [];
    const { unmount } = show();
    expect(screen.getByText('No payments yet')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
    unmount();
    const refetch = vi.fn();
    given.pages = {
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
    const open = listed('card', {
      id: 'open',
      status: 'failed',
      paidAt: null,
      receiptNumber: null,
      paymentStatus: 'failed',
      sessionStatus: 'scheduled',
    });
    given.rows = [
      [listed(), 'paid'],
      [open, 'awaited'],
    ];
    show();
    expect(screen.getAllByText('Dr. Sarah Johnson')).toHaveLength(2);
    expect(screen.getByText('Card declined')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Pay' })).toHaveAttribute('href', `/checkout/${listed().sessionId}`);
    expect(screen.queryByRole('button', { name: 'Export CSV' })).not.toBeInTheDocument();
  });
});
