import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { formatDate, formatTime } from '@/domain/format';
import { renderApp } from '@/testing/render';
import { BookingCalendar } from './BookingCalendar';
import { FakeApi, FakeChannels, refusal, slotRow, THERAPIST, typeRow } from '@/testing/booking';

const channels = vi.hoisted((): { current: FakeChannels | null } => ({ current: null }));
vi.mock('@/data/realtime/shared-channel', () => ({
  listen: (...args: Parameters<FakeChannels['listen']>) => channels.current?.listen(...args),
}));

vi.mock('@/data/current-user', () => ({ useCurrentUserId: () => '7a000000-0000-4000-8000-0000000000cc' }));

const NEW_YORK = 'America/New_York';
const PATH = `/therapists/${THERAPIST.slug}`;
let api: FakeApi;

beforeEach(() => {
  api = new FakeApi();
  api.slots = ['2026-12-10T14:00:00Z', '2026-12-10T15:00:00Z', '2026-12-10T19:00:00Z', '2026-12-15T14:00:00Z', '2027-01-05T14:00:00Z'].map(
    (start) => slotRow(start),
  );
  vi.stubGlobal('fetch', api.fetch);
  channels.current = new FakeChannels();
  sessionStorage.clear();
  sessionStorage.setItem('pcc.zone', NEW_YORK);
});

const show = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(<BookingCalendar therapist={THERAPIST} />, { at: PATH, ...options });
const client = { status: 'signed_in', role: 'client' } as const;
const at = (startsAt: string, zone = NEW_YORK) => formatTime(startsAt, zone);
const day = (date: string) => new RegExp(`^${formatDate(date, { long: true })}, `);
const time = (startsAt: string) => screen.findByRole('button', { name: new RegExp(`^${at(startsAt)}, `) });
const address = () => screen.getByTestId('address').textContent ?? '';

describe('BookingCalendar: the days of the month', () => {
  it('the first free day is chosen, its times shown in both zones', async () => {
    show();
    const morning = await screen.findByRole('group', { name: 'Morning' });
    expect(within(morning).getAllByRole('button')).toHaveLength(2);
    expect(within(screen.getByRole('group', { name: 'Afternoon' })).getAllByRole('button')).toHaveLength(1);
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(formatDate('2026-12-10', { long: true }));
    expect(screen.getByText(`3 free times on ${formatDate('2026-12-10', { long: true })}`)).toHaveAttribute('role', 'status');
    expect(await time('2026-12-10T14:00:00Z')).toHaveAccessibleName(
      `${at('2026-12-10T14:00:00Z')}, ${at('2026-12-10T14:00:00Z', 'Europe/London')} in London`,
    );
  });

  it('each day says whether it is today and how many free times it has', async () => {
    show();
    await screen.findByRole('grid');
    expect(screen.getByRole('button', { name: `Today, ${formatDate('2026-12-01', { long: true })}, no free times` })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(screen.getByRole('button', { name: `${formatDate('2026-12-15', { long: true })}, 1 free time` })).not.toHaveAttribute(
      'aria-disabled',
    );
  });

  it('one tab stop: arrows, Home, End, PageUp and PageDown move the focus', async () => {
    const { user } = show();
    await screen.findByRole('grid');
    const stops = screen
      .getAllByRole('gridcell')
      .flatMap((cell) => within(cell).queryAllByRole('button'))
      .filter((button) => button.tabIndex === 0);
    expect(stops).toEqual([screen.getByRole('button', { name: day('2026-12-10') })]);
    act(() => stops[0]?.focus());
    const walk = async (key: string, date: string) => {
      await user.keyboard(`{${key}}`);
      await waitFor(() => expect(document.activeElement).toHaveAttribute('data-iso', date));
    };
    await walk('ArrowRight', '2026-12-11');
    await walk('ArrowDown', '2026-12-18');
    await walk('ArrowLeft', '2026-12-17');
    await walk('ArrowUp', '2026-12-10');
    await walk('PageDown', '2027-01-10');
    await walk('PageUp', '2026-12-10');
    await user.keyboard('{Home}');
    expect([0, 1]).toContain(new Date(`${document.activeElement?.getAttribute('data-iso')}T00:00Z`).getUTCDay());
    await user.keyboard('{End}');
    expect([0, 6]).toContain(new Date(`${document.activeElement?.getAttribute('data-iso')}T00:00Z`).getUTCDay());
  });

  it('only a day with free times can be chosen', async () => {
    const { user } = show();
    await screen.findByRole('grid');
    await user.click(screen.getByRole('button', { name: day('2026-12-11') }));
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(formatDate('2026-12-10', { long: true }));
    await user.click(screen.getByRole('button', { name: day('2026-12-15') }));
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(formatDate('2026-12-15', { long: true }));
    expect(address()).toContain('date=2026-12-15');
  });

  it('each month is fetched on its own, the next one in advance', async () => {
    show();
    await screen.findByRole('group', { name: 'Morning' });
    await waitFor(() => expect(api.asked.map(({ from }) => from.slice(0, 10))).toContain('2026-12-31'));
  });

  it('an empty month shows the next free time and leads to it', async () => {
    api.slots = [slotRow('2027-01-05T14:00:00Z')];
    const { user } = show();
    expect(await screen.findByText(/^No free times in December 2026/)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Show January 2027' }));
    expect(await time('2027-01-05T14:00:00Z')).toBeVisible();
  });

  it('a change of zone puts the same times on their dates there', async () => {
    api.slots = [slotRow('2026-12-10T23:30:00Z')];
    const { user } = show({ at: `${PATH}?time=2026-12-10T23:30:00.000Z` });
    await time('2026-12-10T23:30:00Z');
    await user.click(screen.getByRole('button', { name: 'Change the time zone' }));
    await user.type(await screen.findByLabelText('Find a city'), 'tokyo');
    await user.click(await screen.findByRole('button', { name: /^Tokyo/ }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(formatDate('2026-12-11', { long: true })));
    expect(screen.getByRole('button', { name: new RegExp(`^${at('2026-12-10T23:30:00Z', 'Asia/Tokyo')}, `) })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });
});

describe('BookingCalendar: session types', () => {
  const FIRST = typeRow('01', 'First visit', { first_visit_only: true, durations: [90], price: 95, place: 'in_person' });
  const FOLLOW_UP = typeRow('02', 'Follow-up', { durations: [30, 60], position: 1 });

  it('the client chooses a type first, and durations, price, place and times follow it', async () => {
    api.rows.set('session_types', [FIRST, FOLLOW_UP]);
    const { user } = show();
    const what = await screen.findByRole('group', { name: 'What would you like to book?' });
    expect(within(what).getByRole('radio', { name: /First visit.*90 min · £95.00 · In person · first visit only/ })).toBeChecked();
    expect(screen.queryByLabelText('Session type')).not.toBeInTheDocument();
    await waitFor(() => expect(api.asked.at(-1)).toMatchObject({ typeId: FIRST.id, minutes: 90 }));
    await user.click(within(what).getByRole('radio', { name: /Follow-up.*30 or 60 min · from £40.00 · Online/ }));
    await waitFor(() => expect(api.asked.at(-1)).toMatchObject({ typeId: FOLLOW_UP.id, minutes: 60 }));
    expect(address()).toContain('type=follow-up');
    expect(screen.getByText('Follow-up · 60 min · Online')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: '30 min' }));
    expect(await screen.findByRole('button', { name: 'Book session · £40.00' })).toBeVisible();
  });

  it('a type is booked by its id, under its name, for the price shown', async () => {
    api.rows.set('session_types', [FIRST, FOLLOW_UP]);
    api.slots = [slotRow('2026-12-10T14:00:00Z', 90, 95)];
    api.bookings.push(() => refusal(429, 'TOO_MANY_HOLDS'));
    const { user } = show({ auth: client });
    await user.click(await time('2026-12-10T14:00:00Z'));
    await user.click(screen.getByRole('button', { name: 'Book session · £95.00' }));
    await screen.findByRole('alert');
    expect(api.inserted[0]).toMatchObject({ session_type_id: FIRST.id, session_type: 'First visit', duration_minutes: 90, price: 95 });
  });

  it('a single type is stated and not asked', async () => {
    api.rows.set('session_types', [FOLLOW_UP]);
    show();
    expect(await screen.findByText('30 or 60 min · from £40.00 · Online')).toBeVisible();
    expect(screen.queryByRole('radio', { name: /Follow-up/ })).not.toBeInTheDocument();
  });

  it('a client who has been there does not see first visits, and no list of sessions is asked for', async () => {
    api.rows.set('session_types', [FIRST, FOLLOW_UP]);
    api.hasVisited = true;
    show({ auth: client });
    expect(await screen.findByText('Follow-up', { selector: 'p > span' })).toBeVisible();
    expect(screen.queryByText('First visit')).not.toBeInTheDocument();
    expect(api.requests.filter(({ path }) => path.endsWith('/has_visited'))).toEqual([
      { path: '/rest/v1/rpc/has_visited', body: { p_therapist_id: THERAPIST.id } },
    ]);
    expect(api.requests.filter(({ path }) => path.endsWith('/client_sessions'))).toEqual([]);
  });

  it('a client new to the therapist sees first visits', async () => {
    api.rows.set('session_types', [FIRST, FOLLOW_UP]);
    show({ auth: client });
    expect(await screen.findByRole('radio', { name: /First visit/ })).toBeChecked();
  });

  it.each([
    ['no type is for first visits', [FOLLOW_UP], client],
    ['the viewer is a visitor', [FIRST, FOLLOW_UP], {}],
    ['the viewer is a therapist', [FIRST, FOLLOW_UP], { status: 'signed_in', role: 'therapist' } as const],
  ])('nothing is asked about visits when %s', async (_when, types, auth) => {
    api.rows.set('session_types', types);
    show({ auth });
    await screen.findByRole('group', { name: 'Morning' });
    expect(api.requests.map(({ path }) => path)).not.toContain('/rest/v1/rpc/has_visited');
  });
});

describe('BookingCalendar: the zone of a signed-in viewer', () => {
  const profile = { id: THERAPIST.id, full_name: 'Ana Ruiz', time_zone: 'Asia/Tokyo' };

  it('times are in the zone chosen in this tab, else in the profile’s', async () => {
    sessionStorage.clear();
    const { unmount } = show({ auth: { ...client, profile } });
    expect(await screen.findByText('London is 9 h behind')).toBeVisible();
    unmount();
    sessionStorage.setItem('pcc.zone', NEW_YORK);
    show({ auth: { ...client, profile } });
    expect(await screen.findByText('London is 5 h ahead')).toBeVisible();
  });
});

it('the two readings of a repeated hour differ by the name of their clock', async () => {
  api.now = '2026-10-20T12:00:00Z';
  api.slots = [slotRow('2026-11-01T05:30:00Z'), slotRow('2026-11-01T06:30:00Z')];
  show({ at: `${PATH}?date=2026-11-01` });
  const first = await time('2026-11-01T05:30:00Z');
  expect(first.textContent).not.toBe((await time('2026-11-01T06:30:00Z')).textContent);
  expect(first.textContent).toContain('1:30');
  expect(screen.getByText(/some times come twice/)).toBeVisible();
});

describe('BookingCalendar: a time taken by another client', () => {
  const take = async (startsAt: string) => {
    api.slots = api.slots.filter((slot) => Date.parse(slot.starts_at) !== Date.parse(startsAt));
    const to = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
    await act(async () =>
      channels.current?.listeners.get(`availability:${THERAPIST.id}`)?.onMessage({ therapist_id: THERAPIST.id, from: startsAt, to }),
    );
  };

  it('it stays in its place, crossed out, with a sentence', async () => {
    show();
    await time('2026-12-10T15:00:00Z');
    await take('2026-12-10T14:00:00Z');
    expect(await screen.findByText(`${at('2026-12-10T14:00:00Z')} was taken a moment ago.`)).toBeVisible();
    const gone = screen.getByRole('button', { name: /just taken$/ });
    expect(gone).toHaveAttribute('aria-disabled', 'true');
    expect(within(screen.getByRole('group', { name: 'Morning' })).getAllByRole('button')[0]).toBe(gone);
  });

  it('free times near it are shown when it was the chosen one', async () => {
    const { user } = show();
    await user.click(await time('2026-12-10T14:00:00Z'));
    await take('2026-12-10T14:00:00Z');
    const instead = await screen.findByRole('group', { name: 'Free times instead' });
    await user.click(within(instead).getAllByRole('button')[0] ?? instead);
    expect(address()).toContain(encodeURIComponent('2026-12-10T15:00:00.000Z'));
  });

  it('without a live channel the calendar says so', async () => {
    const { user } = show();
    expect(await screen.findByText('Live')).toBeVisible();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    act(() => channels.current?.listeners.get(`availability:${THERAPIST.id}`)?.onStatus('connecting'));
    expect(screen.getByText('Connecting')).toBeVisible();
    // Joining takes a moment, so only a connection that stays away is mentioned.
    act(() => void vi.advanceTimersByTime(3_900));
    expect(screen.queryByText(/live connection is lost/)).not.toBeInTheDocument();
    act(() => void vi.advanceTimersByTime(100));
    expect(screen.getByText(/live connection is lost/)).toBeVisible();
    vi.useRealTimers();
    const before = api.asked.length;
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    await waitFor(() => expect(api.asked.length).toBeGreaterThan(before));
    act(() => channels.current?.listeners.get(`availability:${THERAPIST.id}`)?.onStatus('live'));
    expect(screen.queryByText(/live connection is lost/)).not.toBeInTheDocument();
  });
});

describe('BookingCalendar: booking', () => {
  it('a signed-out client goes to sign in and returns to the same time, notes kept', async () => {
    const { user } = show();
    await user.click(await time('2026-12-10T14:00:00Z'));
    await user.type(screen.getByLabelText(/^Notes/), 'Knee pain');
    await user.click(screen.getByRole('button', { name: /^Book session/ }));
    const next = new URL(address(), 'http://app').searchParams.get('next') ?? '';
    expect(next).toContain(`${PATH}?`);
    expect(new URLSearchParams(next.split('?')[1]).get('time')).toBe('2026-12-10T14:00:00.000Z');
    expect(api.inserted).toHaveLength(0);
    expect(sessionStorage.getItem(`pcc.notes.${THERAPIST.id}`)).toBe('Knee pain');
  });

  it('a client whose time was taken keeps the form and has other times one tap away', async () => {
    api.bookings.push(
      () => refusal(409, 'SLOT_TAKEN', { alternatives: ['2026-12-10T15:00:00+00:00', '2026-12-15T14:00:00+00:00'] }),
      () => refusal(429, 'TOO_MANY_HOLDS'),
    );
    const { user } = show({ auth: client });
    await user.click(await time('2026-12-10T14:00:00Z'));
    await user.type(screen.getByLabelText(/^Notes/), 'Knee pain');
    await user.click(screen.getByRole('button', { name: /^Book session/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This time is no longer free');
    expect(screen.getByLabelText(/^Notes/)).toHaveValue('Knee pain');
    const instead = within(screen.getByRole('group', { name: 'Free times instead' })).getAllByRole('button');
    expect(instead).toHaveLength(2);
    expect(instead[0]).toHaveAccessibleName(/^Book /);
    await user.click(instead[1] ?? document.body);
    expect(await time('2026-12-15T14:00:00Z')).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(api.inserted).toHaveLength(2));
    expect(api.inserted[1]).toMatchObject({ starts_at: '2026-12-15T14:00:00.000Z', notes: 'Knee pain', price: 80 });
    await waitFor(() => expect(screen.queryByText(/no longer free/)).not.toBeInTheDocument());
  });

  it('a second try for the same booking sends the same id, another booking a new one', async () => {
    api.bookings.push(
      () => refusal(429, 'TOO_MANY_HOLDS'),
      () => refusal(429, 'TOO_MANY_HOLDS'),
      () => refusal(429, 'TOO_MANY_HOLDS'),
    );
    const { user } = show({ auth: client });
    const press = async (count: number) => {
      await user.click(screen.getByRole('button', { name: /^Book session/ }));
      await waitFor(() => expect(api.inserted).toHaveLength(count));
      await screen.findByRole('alert');
    };
    await user.click(await time('2026-12-10T14:00:00Z'));
    await press(1);
    await press(2);
    await user.click(await time('2026-12-10T15:00:00Z'));
    await press(3);
    const ids = api.inserted.map((body) => (typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('a therapist reads why there is no book button', async () => {
    show({ auth: { status: 'signed_in', role: 'therapist' } });
    expect(await screen.findByText('Sessions are booked from a client account.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Book session/ })).not.toBeInTheDocument();
  });
});
