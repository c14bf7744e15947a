import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { formatDay, formatTime } from '@/domain/format';
import { renderApp } from '@/testing/render';
import { FakeApi, FakeChannels, refusal, sessionRow, slotRow, THERAPIST } from '@/testing/booking';
import { john, sarah, sessionOf } from '@/testing/people';
import { RescheduleDialog } from './RescheduleDialog';

const channels = vi.hoisted((): { current: FakeChannels | null } => ({ current: null }));
vi.mock('@/data/realtime/shared-channel', () => ({
  listen: (...args: Parameters<FakeChannels['listen']>) => channels.current?.listen(...args),
}));

/** Thursday 10 December 2026, 14:00 in London, 9:00 in New York. */
const SESSION = sessionOf({ therapistId: THERAPIST.id, therapistSlug: THERAPIST.slug });
const NOW = new Date('2026-12-01T12:00:00Z');
const NEW_START = '2026-12-11T15:00:00.000Z';
let api: FakeApi;
/** Answers of the next moves, first in, first out. */
let moves: (() => Response)[] = [];
let sent: unknown[] = [];

beforeEach(() => {
  api = new FakeApi();
  api.slots = [SESSION.startsAt, '2026-12-10T16:00:00Z', NEW_START, '2026-12-17T14:00:00Z'].map((start) => slotRow(start));
  api.rows.set('therapist_profiles', [profileRow()]);
  channels.current = new FakeChannels();
  moves = [];
  sent = [];
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    if (init?.method === 'PATCH') {
      sent.push(typeof init.body === 'string' ? JSON.parse(init.body) : null);
      return moves.shift()?.() ?? Response.error();
    }
    return api.fetch(input, init);
  });
});

function profileRow() {
  const { id, slug, timeZone, currency } = THERAPIST;
  return {
    id,
    slug,
    full_name: THERAPIST.fullName,
    headline: '',
    bio: '',
    specialties: [],
    languages: [],
    location: '',
    time_zone: timeZone,
    hourly_rate: 80,
    currency,
    default_duration_minutes: 60,
    session_durations: [60],
    slot_interval_minutes: 30,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    min_notice_minutes: 60,
    booking_window_days: 90,
    cancellation_notice_hours: 24,
    requires_payment: true,
    is_accepting_clients: true,
    is_verified: true,
    max_sessions_per_day: null,
    late_cancel_fee_percent: null,
    no_show_fee_percent: 100,
  };
}

function Opened({ viewer }: { viewer: typeof john }) {
  const [open, setOpen] = useState(true);
  return <RescheduleDialog session={SESSION} viewer={viewer} now={NOW} open={open} onOpenChange={setOpen} />;
}
const at = (startsAt: string, zone = john.timeZone) => formatTime(startsAt, zone, { timeFormat: '24h' });
const day = (startsAt: string, zone = john.timeZone) => formatDay(startsAt, zone);

async function show(viewer = john) {
  const { user } = renderApp(<Opened viewer={viewer} />);
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findAllByRole('group', { name: /Morning|Afternoon/ });
  const pick = async (startsAt: string) => {
    const iso = startsAt.slice(0, 10);
    const cell = dialog.querySelector<HTMLElement>(`[data-iso="${iso}"]`);
    if (cell) await user.click(cell);
    await user.click(within(dialog).getByRole('button', { name: new RegExp(`^${at(startsAt, viewer.timeZone)}`) }));
  };
  return { user, dialog, pick, move: () => user.click(within(dialog).getByRole('button', { name: 'Move session' })) };
}

describe('RescheduleDialog', () => {
  it('shows the session’s day with its own time counted as free, but not as a choice', async () => {
    const { dialog } = await show();
    expect(api.requests.find(({ path }) => path.endsWith('/get_open_starts'))?.body).toMatchObject({
      p_ignore_session_id: SESSION.id,
      p_duration_minutes: 60,
    });
    const times = within(dialog).getByRole('region', { name: /^Times on/ });
    expect(
      within(times)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual([at('2026-12-10T16:00:00Z')]);
    expect(within(dialog).getByRole('button', { name: 'Move session' })).toBeDisabled();
  });

  it('shows the old and the new time in both zones, and moves the session at one press', async () => {
    moves.push(() => Response.json({ id: SESSION.id }));
    api.rows.set('client_sessions', [{ ...sessionRow(THERAPIST), id: SESSION.id, starts_at: NEW_START, ends_at: '2026-12-11T16:00:00Z' }]);
    const { dialog, pick, move } = await show();
    await pick(NEW_START);
    const [old, next] = within(dialog).getAllByRole('definition');
    expect(old).toHaveTextContent(`${day(SESSION.startsAt)}, 09:00 New York · 14:00 London`);
    expect(next).toHaveTextContent(`${day(NEW_START)}, 10:00 New York · 15:00 London`);
    await move();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([{ starts_at: NEW_START }]);
    expect(await screen.findByText(/^Moved to .* sees both times\.$/)).toBeInTheDocument();
  });

  it('keeps the session when the new time was taken, and shows other times without a reason', async () => {
    moves.push(
      () => refusal(422, 'OUTSIDE_WORKING_HOURS'),
      () => refusal(409, 'SLOT_TAKEN', { alternatives: ['2026-12-18T15:00:00+00:00'] }),
    );
    const { user, dialog, pick, move } = await show();
    await pick(NEW_START);
    await move();
    const alert = await within(dialog).findByRole('alert');
    const words = 'This time is no longer freeThe session stays where it is.';
    expect(alert).toHaveTextContent(words);
    await move();
    const other = await within(dialog).findByRole('button', { name: /same time next week$/ });
    expect(within(dialog).getByRole('alert')).toHaveTextContent(words);
    await user.click(other);
    expect(within(dialog).getAllByRole('definition')[1]).toHaveTextContent(day('2026-12-18T15:00:00Z'));
    expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows the database’s message when it is too late', async () => {
    moves.push(() => refusal(422, 'TOO_LATE_TO_CHANGE'));
    const { dialog, pick, move } = await show();
    await pick(NEW_START);
    await move();
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('It is too late to move this sessionRefused: TOO_LATE_TO_CHANGE.');
  });

  it('for a therapist names the client and goes past the booking window', async () => {
    const { user, dialog } = await show(sarah);
    expect(dialog).toHaveTextContent('Move John Smith’s session');
    for (let month = 0; month < 5; month += 1) await user.click(within(dialog).getByRole('button', { name: /^Next month/ }));
    expect(dialog).toHaveTextContent('May 2027');
  });

  it('updates its list while it is open', async () => {
    await show();
    const before = api.asked.length;
    act(() => channels.current?.listeners.get(`availability:${THERAPIST.id}`)?.onMessage({ from: null, to: null }));
    await waitFor(() => expect(api.asked.length).toBeGreaterThan(before));
  });
});
