import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CancellationQuote } from '@/data/payments/use-cancellation-quote';
import type { Session } from '@/data/sessions/session';
import type { SessionEvent } from '@/data/sessions/session-event';
import { AppError } from '@/lib/errors';
import { john, paidBy, sarah, sessionOf } from '@/testing/people';
import { SessionCard } from './SessionCard';

const { update, cancel, saveNotes, quote } = vi.hoisted(() => ({ update: vi.fn(), cancel: vi.fn(), saveNotes: vi.fn(), quote: vi.fn() }));
vi.mock('@/data/sessions/use-update-session-status', async () => {
  const { useMutation } = await import('@tanstack/react-query');
  return { useUpdateSessionStatus: () => useMutation({ mutationFn: update, retry: false }) };
});
vi.mock('@/data/sessions/use-cancel-session', async () => {
  const { useMutation } = await import('@tanstack/react-query');
  return { useCancelSession: () => useMutation({ mutationFn: cancel, retry: false }) };
});
vi.mock('@/data/payments/use-cancellation-quote', async () => {
  const { useQuery } = await import('@tanstack/react-query');
  return {
    useCancellationQuote: (id: string | null) =>
      useQuery({ queryKey: ['quote', id], queryFn: () => quote(id), enabled: id !== null, retry: false }),
  };
});
vi.mock('@/data/sessions/use-save-session-notes', () => ({ useSaveSessionNotes: () => ({ mutateAsync: saveNotes }) }));
vi.mock('@/data/sessions/use-session-notes', () => ({
  useSessionNotes: () => ({ isPending: false, isLoadingError: false, data: { body: 'Left knee.' } }),
}));
vi.mock('@/data/sessions/use-session-history', () => ({
  useSessionHistory: () => ({ isPending: false, isLoadingError: false, data: [] }),
}));
vi.mock('@/data/sessions/use-server-clock', () => {
  const clock = { now: () => new Date('2026-12-08T12:00:00Z'), offsetMs: 0 };
  return { useServerClock: () => clock };
});

/** Two days before the session, on the database's clock. */
const BEFORE = new Date('2026-12-08T12:00:00Z');

async function show(session: Session, viewer = sarah, now = BEFORE, move?: SessionEvent) {
  const { QueryClient, QueryClientProvider } = await import('@tanstack/react-query');
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <SessionCard session={session} viewer={viewer} now={now} move={move} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}
const actions = () =>
  screen
    .getAllByRole('button')
    .map((button) => button.textContent)
    .filter((text) => text !== 'Notes and history' && text !== 'History' && !text?.includes('calendar'));

/** All of £80.00 goes back, unless said otherwise. */
const quoteOf = (change: Partial<CancellationQuote> = {}): CancellationQuote => ({
  canCancel: true,
  feePercent: 0,
  paid: 80,
  refund: 80,
  currency: 'GBP',
  freeUntil: '2026-12-09T14:00:00Z',
  isDisputed: false,
  ...change,
});

beforeEach(() => {
  quote.mockResolvedValue(quoteOf());
});
afterEach(() => vi.resetAllMocks());

describe('SessionCard: the actions of a therapist', () => {
  const over = new Date('2026-12-10T15:10:00Z');
  it.each<[string, Partial<Session>, Date, string[]]>([
    [
      'a scheduled one',
      { status: 'scheduled', paymentStatus: 'not_required' },
      BEFORE,
      ['Mark as paid in person', 'Confirm', 'Reschedule', 'Cancel session'],
    ],
    ['a confirmed one before its start', { status: 'confirmed' }, BEFORE, ['Start session', 'Reschedule', 'Cancel session']],
    ['a confirmed one whose time has come', { status: 'confirmed' }, over, ['Start session', 'No-show', 'Reschedule', 'Cancel session']],
    ['one in progress', { status: 'in_progress' }, over, ['Complete']],
    ['a completed one', { status: 'completed' }, over, []],
    ['a cancelled one', { status: 'cancelled' }, BEFORE, []],
    ['an expired hold', { status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-08T11:59:00Z' }, BEFORE, []],
  ])('are right for %s', async (_name, change, now, expected) => {
    await show(sessionOf(change), sarah, now);
    expect(actions()).toEqual(expected);
  });

  it('a hold past its end says expired, although its row is still scheduled', async () => {
    await show(sessionOf({ status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-08T11:59:00Z' }));
    expect(screen.getByText('Expired')).toBeInTheDocument();
  });

  it('an expired hold looks the same once the job has cancelled it', async () => {
    await show(sessionOf({ status: 'cancelled', paymentStatus: 'pending', cancellationReason: 'hold_expired' }));
    expect(screen.getByText('Expired')).toBeInTheDocument();
    expect(screen.getByText(/it was not paid in time/)).toBeInTheDocument();
    expect(screen.queryByText(/Payment:/)).not.toBeInTheDocument();
  });

  it('confirms at one press when nothing is owed', async () => {
    update.mockResolvedValue(sessionOf());
    const user = await show(sessionOf({ status: 'scheduled', paymentStatus: 'not_required' }));
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(update).toHaveBeenCalledOnce());
    expect(update.mock.calls[0]?.[0]).toEqual({ sessionId: sessionOf().id, status: 'confirmed' });
  });

  it('asks before confirming a session that is not paid', async () => {
    const user = await show(sessionOf({ status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-08T12:10:00Z' }));
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText(/has not paid the £80.00 yet/)).toBeInTheDocument();
    expect(update).not.toHaveBeenCalled();
  });

  it('shows a refusal beside the buttons', async () => {
    update.mockRejectedValue(
      new AppError({ kind: 'refusal', code: 'INVALID_TRANSITION', message: 'It was cancelled meanwhile.', status: 409 }),
    );
    const user = await show(sessionOf({ status: 'in_progress' }));
    await user.click(screen.getByRole('button', { name: 'Complete' }));
    expect(await screen.findByText('It was cancelled meanwhile.')).toBeInTheDocument();
  });
});

describe('SessionCard: cancelling', () => {
  it('a therapist reads what happens to the money and must give a reason', async () => {
    cancel.mockResolvedValue(sessionOf({ status: 'cancelled' }));
    const user = await show(sessionOf());
    await user.click(screen.getByRole('button', { name: 'Cancel session' }));
    const dialog = await screen.findByRole('alertdialog');
    await waitFor(() => expect(dialog).toHaveTextContent('£80.00 goes back to John Smith’s card.'));
    await user.click(within(dialog).getByRole('button', { name: 'Cancel session' }));
    expect(within(dialog).getByText(/Say in a few words why/)).toBeInTheDocument();
    expect(cancel).not.toHaveBeenCalled();
    await user.type(within(dialog).getByLabelText('Reason'), 'I am ill, sorry.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel session' }));
    await waitFor(() => expect(cancel).toHaveBeenCalledOnce());
    expect(cancel.mock.calls[0]?.[0]).toEqual({ sessionId: sessionOf().id, reason: 'I am ill, sorry.' });
  });

  it('a client within the notice reads the fee and the refund before cancelling', async () => {
    quote.mockResolvedValue(quoteOf({ feePercent: 50, refund: 40 }));
    const user = await show(sessionOf({ lateCancelFeePercent: 50, payment: paidBy('card') }), john, new Date('2026-12-10T00:00:00Z'));
    await user.click(screen.getByRole('button', { name: 'Cancel session' }));
    const dialog = await screen.findByRole('alertdialog');
    await waitFor(() => expect(dialog).toHaveTextContent('Paid£80.00Fee, half the price£40.00Refund£40.00'));
    expect(dialog).toHaveTextContent('so cancelling costs half the price');
  });

  it('the button waits until the refund is known', async () => {
    quote.mockRejectedValue(new AppError({ kind: 'network', code: 'OFFLINE', message: 'No connection.' }));
    const user = await show(sessionOf(), john);
    await user.click(screen.getByRole('button', { name: 'Cancel session' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(within(dialog).getByRole('button', { name: 'Cancel session' })).toBeDisabled();
    expect(await within(dialog).findByText('No connection.')).toBeInTheDocument();
    expect(within(dialog).getByRole('button', { name: 'Cancel session' })).toBeDisabled();
  });

  it.each<[string, Partial<CancellationQuote>, Partial<Session>, string]>([
    ['nothing was paid', { paid: 0, refund: 0 }, { paymentStatus: 'pending' }, 'Nothing has been paid, and you will not be charged.'],
    ['it was paid in person', { refund: 0 }, { payment: paidBy('in_person') }, 'You paid in person: ask your therapist about the money.'],
    ['the bank asks questions', { isDisputed: true }, { payment: paidBy('card') }, 'Your bank is looking into this payment.'],
  ])('the dialog says so when %s', async (_name, change, facts, words) => {
    quote.mockResolvedValue(quoteOf(change));
    const user = await show(sessionOf(facts), john);
    await user.click(screen.getByRole('button', { name: 'Cancel session' }));
    await waitFor(async () => expect(await screen.findByRole('alertdialog')).toHaveTextContent(words));
  });

  it('a refusal keeps the dialog and the reason', async () => {
    cancel.mockRejectedValue(
      new AppError({ kind: 'refusal', code: 'TOO_LATE_TO_CHANGE', message: 'It is too late to cancel.', status: 422 }),
    );
    const user = await show(sessionOf(), john);
    await user.click(screen.getByRole('button', { name: 'Cancel session' }));
    const dialog = await screen.findByRole('alertdialog');
    await waitFor(() => expect(dialog).toHaveTextContent('£80.00 goes back to your card.'));
    await user.type(within(dialog).getByLabelText(/Reason/), 'Work.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel session' }));
    expect(await within(dialog).findByText('It is too late to cancel.')).toBeInTheDocument();
    expect(within(dialog).getByLabelText(/Reason/)).toHaveValue('Work.');
  });
});

describe('SessionCard: a client', () => {
  it('reads the time in their own zone first, with the therapist’s beside it', async () => {
    await show(sessionOf(), john);
    expect(screen.getByText('09:00 – 10:00')).toBeInTheDocument();
    expect(screen.getByText(/14:00 London/)).toBeInTheDocument();
    expect(screen.queryByText('john.smith@demo.test')).not.toBeInTheDocument();
  });

  it('can pay while the hold lasts', async () => {
    await show(sessionOf({ status: 'scheduled', paymentStatus: 'failed', holdExpiresAt: '2026-12-08T12:10:00Z' }), john);
    expect(screen.getByRole('link', { name: 'Pay £80.00' })).toHaveAttribute('href', `/checkout/${sessionOf().id}`);
    expect(screen.getByText('10:00 left')).toBeInTheDocument();
  });

  it('cannot cancel within the notice', async () => {
    await show(sessionOf(), john, new Date('2026-12-10T00:00:00Z'));
    expect(actions()).toEqual([]);
  });
});

describe('SessionCard: unusual sessions', () => {
  const move = {
    id: 7,
    sessionId: sessionOf().id,
    at: '2026-12-08T09:00:00Z',
    actorRole: 'therapist' as const,
    kind: 'rescheduled' as const,
    fromStatus: null,
    toStatus: null,
    fromPaymentStatus: null,
    toPaymentStatus: null,
    fromStartsAt: '2026-12-09T14:00:00Z',
    toStartsAt: '2026-12-10T14:00:00Z',
    reason: null,
  };

  it('a moved session tells the other party who moved it, from when to when', async () => {
    await show(sessionOf(), john, BEFORE, move);
    expect(screen.getByText(/Dr. Sarah Johnson moved it today/)).toHaveTextContent(/It was .*9.*09:00 and is now .*10.*09:00\.$/);
  });

  it('a moved session tells the person who moved it “You”', async () => {
    await show(sessionOf(), sarah, BEFORE, move);
    expect(screen.getByText(/You moved it today/)).toBeInTheDocument();
  });

  it('a completed session does not mention an earlier move', async () => {
    await show(sessionOf({ status: 'completed' }), john, new Date('2026-12-11T09:00:00Z'), move);
    expect(screen.queryByText(/moved it/)).not.toBeInTheDocument();
  });

  it('an online session of a guest outside the hours says all three', async () => {
    await show(sessionOf({ place: 'online', clientId: null, isOutsideHours: true }));
    expect(screen.getByText('Online · outside your hours')).toBeInTheDocument();
    expect(screen.getByText('Initial consultation · without an account')).toBeInTheDocument();
  });
});

it('SessionCard saves private notes by itself, and says when it could not', async () => {
  saveNotes.mockRejectedValueOnce(new Error('offline')).mockResolvedValue({});
  const user = await show(sessionOf());
  await user.click(screen.getByRole('button', { name: 'Notes and history' }));
  await user.type(screen.getByLabelText(/Private notes/), ' Better.');
  expect(await screen.findByText(/Not saved/, undefined, { timeout: 3000 })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Save again' }));
  expect(await screen.findByText(/^Saved/)).toBeInTheDocument();
  expect(saveNotes).toHaveBeenLastCalledWith({ sessionId: sessionOf().id, body: 'Left knee. Better.' });
});
