import { act, screen, waitFor } from '@testing-library/react';
import { useParams } from 'react-router-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeApi, FakeChannels, refusal, sessionRow, slotRow, THERAPIST } from '@/testing/booking';
import { expectComplaints } from '@/testing/setup';
import { renderApp } from '@/testing/render';
import { Checkout } from './Checkout';

const channels = vi.hoisted((): { current: FakeChannels | null } => ({ current: null }));
vi.mock('@/data/realtime/shared-channel', () => ({
  listen: (...args: Parameters<FakeChannels['listen']>) => channels.current?.listen(...args),
}));

const HELD = sessionRow(THERAPIST);
const { id: ID, client_id: CLIENT } = HELD;
const INTENT = {
  payment_intent_id: 'pi_1',
  client_secret: 'pi_1_secret_1',
  amount: 8000,
  currency: 'GBP',
  hold_expires_at: HELD.hold_expires_at,
  status: 'payable',
};
/** The payment's row as the session embeds it. */
const PAYMENT = {
  id: '44444444-4444-4444-8444-444444444444',
  session_id: ID,
  amount_minor: 8000,
  currency: 'GBP',
  status: 'open',
  method: 'card',
  refunded_minor: 0,
  error_message: null,
  paid_at: null,
  receipt_number: null,
  disputed_at: null,
  dispute_status: null,
  processing_since: null,
  created_at: '2026-12-01T12:00:00+00:00',
  updated_at: '2026-12-01T12:00:00+00:00',
  refunds: [],
};
const news = (session: object) => {
  api.rows.set('client_sessions', [{ ...HELD, ...session }]);
  act(() => channels.current?.listeners.get(`sessions:${CLIENT}`)?.onMessage({ session_id: ID, status: '', payment_status: '' }));
};
const card = (status: number, body: unknown) => () => Response.json(body, { status });

let api: FakeApi;
/** What the payment sandbox answers next. */
let cards: (() => Response)[] = [];
let intent: object = INTENT;

beforeEach(() => {
  api = new FakeApi();
  api.rows.set('client_sessions', [HELD]);
  cards = [];
  intent = INTENT;
  channels.current = new FakeChannels();
  sessionStorage.setItem('pcc.zone', 'America/New_York');
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (pathname.endsWith('/create-payment-intent')) return Response.json(intent);
    if (pathname.endsWith('/confirm')) return cards.shift()?.() ?? Response.error();
    return api.fetch(input, init);
  });
});

function Page() {
  const { sessionId = '' } = useParams();
  return <Checkout key={sessionId} sessionId={sessionId} />;
}

const show = (search = '') =>
  renderApp(<Page />, {
    at: `/checkout/${ID}${search}`,
    path: '/checkout/:sessionId',
    auth: { status: 'signed_in', role: 'client', user: user(CLIENT) },
  });

function user(id: string) {
  return { id, app_metadata: {}, user_metadata: {}, aud: 'authenticated', created_at: '2026-01-01T00:00:00Z' };
}

const pay = async (person: ReturnType<typeof show>['user'], testCard: RegExp) => {
  await person.click(await screen.findByRole('button', { name: testCard }));
  await person.click(screen.getByRole('button', { name: 'Pay £80.00' }));
};

describe('Checkout: paying', () => {
  it('shows session, time in both zones, place, price, and the time left', async () => {
    show();
    expect(await screen.findByRole('timer')).toHaveTextContent(/^1[45]:\d\d left$/);
    const session = screen.getByRole('region', { name: 'Your session' });
    expect(session).toHaveTextContent('Dr. Sarah Johnson');
    expect(session).toHaveTextContent('New York');
    expect(session).toHaveTextContent('in London');
    expect(session).toHaveTextContent('£80.00');
    expect(session).toHaveTextContent('Free to cancel until 24 hours before the session');
    expect(await screen.findByText('Payment sandbox')).toBeVisible();
  });

  it('a declined card keeps the hold, and another card pays it', async () => {
    cards = [
      card(402, { error: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' } }),
      card(200, { id: 'pi_1', status: 'succeeded', next_action: null }),
    ];
    const { user: person } = show();
    await pay(person, /too little/);
    expect(await screen.findByRole('alert')).toHaveTextContent('does not have enough money on it');
    expect(screen.getByRole('timer')).toBeVisible();
    await pay(person, /^Pays/);
    expect(await screen.findByRole('heading', { name: 'Confirming your session' })).toBeVisible();
    api.rows.set('client_sessions', [{ ...HELD, status: 'confirmed', payment_status: 'paid', hold_expires_at: null }]);
    act(() =>
      channels.current?.listeners.get(`sessions:${CLIENT}`)?.onMessage({ session_id: ID, status: 'confirmed', payment_status: 'paid' }),
    );
    expect(await screen.findByRole('heading', { name: 'Your session is confirmed' })).toHaveFocus();
    expect(screen.getByRole('link', { name: /^Google/ })).toHaveAttribute('href', expect.stringContaining('20261210T140000Z'));
    expect(screen.getByRole('button', { name: /\.ics/ })).toBeVisible();
  });

  it('an invalid card is refused before it is sent', async () => {
    const { user: person } = show();
    await person.click(await screen.findByRole('button', { name: 'Pay £80.00' }));
    expect(screen.getByText('This is not a card number. Please check the digits.')).toBeVisible();
    expect(screen.getByLabelText(/^Card number/)).toHaveFocus();
  });

  it('a payment that failed at the bank says so on return, and the secret leaves the address', async () => {
    show('?payment_intent=pi_1&payment_intent_client_secret=secret&redirect_status=failed');
    expect(await screen.findByRole('alert')).toHaveTextContent('Your bank did not confirm that it was you');
    expect(screen.getByTestId('address').textContent).not.toContain('secret');
  });

  it('a payment that succeeded at the bank is confirmed on return, also without the channel', async () => {
    show('?payment_intent=pi_1&redirect_status=succeeded');
    expect(await screen.findByRole('heading', { name: 'Confirming your session' })).toBeVisible();
    api.rows.set('client_sessions', [{ ...HELD, status: 'confirmed', payment_status: 'paid', hold_expires_at: null }]);
    expect(await screen.findByRole('heading', { name: 'Your session is confirmed' }, { timeout: 5_000 })).toBeVisible();
  });
});

describe('Checkout: a payment that the bank is working on', () => {
  const underWay = { ...PAYMENT, processing_since: '2026-12-01T12:01:00+00:00', updated_at: '2026-12-01T12:01:00+00:00' };
  const declined = {
    ...PAYMENT,
    status: 'failed',
    error_message: 'Your card was declined.',
    updated_at: '2026-12-01T12:02:00+00:00',
  };

  it('is announced, and asks for another card when the bank declines', async () => {
    cards = [card(200, { id: 'pi_1', status: 'processing', next_action: null })];
    const { user: person } = show();
    await pay(person, /^Pays/);
    expect(await screen.findByRole('heading', { name: 'Your bank is working on the payment' })).toBeVisible();
    expect(screen.getByText(/you must not pay again/)).toBeVisible();
    news({ payment: underWay });
    news({ payment_status: 'failed', payment: declined });
    expect(await screen.findByRole('alert')).toHaveTextContent('Your card was declined.');
    expect(await screen.findByRole('timer')).toBeVisible();
  });

  it('is shown after a reload past the end of the hold, then confirmed', async () => {
    api.now = '2026-12-01T12:20:00Z';
    api.rows.set('client_sessions', [{ ...HELD, payment: underWay }]);
    show();
    expect(await screen.findByRole('heading', { name: 'Your bank is working on the payment' })).toBeVisible();
    news({ status: 'confirmed', payment_status: 'paid', hold_expires_at: null, payment: { ...PAYMENT, status: 'succeeded' } });
    expect(await screen.findByRole('heading', { name: 'Your session is confirmed' })).toBeVisible();
  });

  it('is read from the provider while the database does not know it', async () => {
    intent = { ...INTENT, status: 'processing' };
    show();
    expect(await screen.findByRole('heading', { name: 'Your bank is working on the payment' })).toBeVisible();
    expect(screen.queryByRole('form', { name: 'Card' })).not.toBeInTheDocument();
  });
});

it('whose money comes too late says that it goes back, and why', async () => {
  const refund = {
    id: 'r1',
    amount_minor: 8000,
    currency: 'GBP',
    reason: 'slot_lost',
    note: '',
    status: 'pending',
    created_at: PAYMENT.created_at,
  };
  const payment = { ...PAYMENT, status: 'succeeded', refunds: [refund] };
  api.rows.set('client_sessions', [{ ...HELD, status: 'cancelled', cancellation_reason: 'hold_expired', payment_status: 'paid', payment }]);
  api.rows.set('payments', [payment]);
  show();
  expect(await screen.findByText(/somebody else had the time by then\. £80\.00 is on its way back to your card/)).toBeVisible();
});

describe('Checkout: a hold that ends', () => {
  it('expires by the database’s clock, and the same time is booked again in one press', async () => {
    api.now = '2026-12-01T12:14:59Z';
    api.slots = [slotRow('2026-12-10T14:00:00Z')];
    api.bookings.push(() => {
      const [sent] = api.inserted;
      const id = typeof sent === 'object' && sent !== null ? String(Reflect.get(sent, 'id')) : '';
      api.rows.set('client_sessions', [HELD, { ...HELD, id, hold_expires_at: '2026-12-01T12:30:00+00:00' }]);
      return new Response(null, { status: 201 });
    });
    const { user: person } = show();
    await screen.findByRole('timer');
    expect(await screen.findByRole('heading', { name: 'The time is no longer kept' }, { timeout: 4_000 })).toBeVisible();
    await person.click(await screen.findByRole('button', { name: 'Book it again · £80.00' }));
    await waitFor(() => expect(screen.getByTestId('address')).not.toHaveTextContent(ID));
    expect(await screen.findByRole('timer')).toBeVisible();
    expect(api.inserted[0]).toMatchObject({ starts_at: '2026-12-10T14:00:00.000Z', notes: 'Knee pain', price: 80 });
  });

  it('shows other times when its time is taken', async () => {
    api.rows.set('client_sessions', [{ ...HELD, status: 'cancelled', cancellation_reason: 'hold_expired' }]);
    show();
    expect(await screen.findByText(/Somebody else has it now/)).toBeVisible();
    expect(screen.getByRole('link', { name: /Other times/ })).toHaveAttribute('href', expect.stringContaining(THERAPIST.slug));
  });
});

it('does not show another client’s session', async () => {
  api.rows.set('client_sessions', [{ ...HELD, client_id: THERAPIST.id }]);
  show();
  expect(await screen.findByText('There is no such session in your account')).toBeVisible();
});

it('a payment that cannot begin says that the time is kept, and can be retried', async () => {
  let down = true;
  const answer = globalThis.fetch;
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (down && pathname.endsWith('/create-payment-intent')) return refusal(400, 'X');
    return answer(input, init);
  });
  const { user: person } = show();
  expect(await screen.findByText(/Your time is still kept/)).toBeVisible();
  down = false;
  await person.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Payment sandbox')).toBeVisible();
  expectComplaints();
});
