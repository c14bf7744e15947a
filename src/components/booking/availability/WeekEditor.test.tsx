import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link } from 'react-router-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppRouter } from '@/lib/first-load/AppRouter';
import type { WeeklySlot } from '@/domain/slots';
import { WeekEditor } from './WeekEditor';
import { sessionOf, therapist } from '@/testing/people';

const { saveWeek, saveProfile, sessions, overrides } = vi.hoisted(() => ({
  saveWeek: vi.fn(),
  saveProfile: vi.fn(),
  sessions: { data: [] as unknown[] },
  overrides: { data: [] as unknown[] },
}));
vi.mock('@/data/availability/use-save-availability', () => ({
  useSaveAvailability: () => ({ mutateAsync: saveWeek, isPending: false, error: null, reset: vi.fn() }),
}));
vi.mock('@/data/therapists/use-update-therapist-profile', () => ({
  useUpdateTherapistProfile: () => ({ mutateAsync: saveProfile, isPending: false, error: null, reset: vi.fn() }),
}));
vi.mock('@/data/availability/use-available-slots', () => ({
  useAvailableSlots: () => ({ isPending: false, isLoadingError: false, data: [] }),
}));
vi.mock('@/data/sessions/use-coming-sessions', () => ({ useComingSessions: () => sessions }));
vi.mock('@/data/availability/use-availability-channel', () => ({ useAvailabilityChannel: () => ({ status: 'live', lastChange: null }) }));
vi.mock('@/data/session-types/use-session-types', () => ({ useSessionTypes: () => ({ isPending: false, data: [] }) }));
vi.mock('@/data/availability/use-explain-own-slot', () => ({ useExplainOwnSlot: () => ({ isPending: true }) }));
vi.mock('@/data/overrides/use-overrides', () => ({
  useOverrides: () => ({ isPending: false, isLoadingError: false, data: overrides.data }),
}));
vi.mock('@/data/overrides/use-save-override', () => ({ useSaveOverride: () => ({ mutateAsync: vi.fn(), reset: vi.fn() }) }));
vi.mock('@/data/overrides/use-remove-override', () => ({ useRemoveOverride: () => ({ mutateAsync: vi.fn(), reset: vi.fn() }) }));

const monday = (startTime: string, endTime: string, isAvailable = true): WeeklySlot => ({
  dayOfWeek: 1,
  startTime,
  endTime,
  durationMinutes: 60,
  isAvailable,
});
const NINE_TO_FIVE = [monday('09:00', '12:00'), monday('12:00', '13:00', false), monday('13:00', '17:00')];

function open(rows: readonly WeeklySlot[] = NINE_TO_FIVE) {
  window.history.replaceState(null, '', '/booking?tab=availability');
  render(
    <AppRouter>
      <Link to="/booking?tab=sessions">Sessions</Link>
      <WeekEditor profile={therapist} rows={rows} />
    </AppRouter>,
  );
  return { user: userEvent.setup() };
}
/** The three figures, as shown on the screen. */
const counts = () =>
  ['working day', 'slots a week', 'available'].map((label) =>
    Number(screen.getByText(new RegExp(`^${label}s?$`)).nextElementSibling?.textContent),
  );
const day = (name: string) => screen.getByRole('listitem', { name });

beforeEach(() => {
  saveWeek.mockResolvedValue([]);
  saveProfile.mockResolvedValue(therapist);
});
afterEach(() => {
  vi.clearAllMocks();
  sessions.data = [];
  overrides.data = [];
});

describe('WeekEditor: editing', () => {
  it('the counts above the week follow each tick', async () => {
    const { user } = open();
    expect(counts()).toEqual([1, 8, 7]);
    await user.click(screen.getByRole('button', { name: /^Monday 12:00/, pressed: false }));
    expect(counts()).toEqual([1, 8, 8]);
    await user.click(screen.getByRole('switch', { name: 'Tuesday' }));
    expect(counts()).toEqual([2, 16, 16]);
    await user.click(screen.getByRole('switch', { name: 'Monday' }));
    expect(counts()).toEqual([1, 8, 8]);
  });

  it('adding hours splits a day, removing them joins it again', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Add hours to Monday' }));
    expect(screen.getByLabelText('Monday, stretch 2 start')).toHaveValue('18:00');
    expect(counts()).toEqual([1, 11, 10]);
    await user.click(screen.getByRole('button', { name: /Remove Monday, stretch 2/ }));
    expect(screen.queryByText('Unsaved changes.')).not.toBeInTheDocument();
  });

  it('a day can be copied to other days', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Copy Monday to other days' }));
    const dialog = await screen.findByRole('dialog', { name: 'Copy Monday to' });
    await user.click(within(dialog).getByRole('button', { name: 'Workdays' }));
    await user.click(within(dialog).getByRole('button', { name: 'Copy to 4 days' }));
    expect(counts()).toEqual([5, 40, 35]);
    expect(within(day('Friday')).getByRole('button', { name: /^Friday 12:00/ })).toHaveAttribute('aria-pressed', 'false');
  });

  it('a time field takes times as people type them and steps by arrow keys', async () => {
    const { user } = open();
    const end = screen.getByLabelText('Monday end');
    await user.clear(end);
    await user.type(end, '24{Enter}');
    expect(end).toHaveValue('24:00');
    expect(counts()).toEqual([1, 15, 14]);
    await user.type(end, '{ArrowDown}');
    expect(end).toHaveValue('23:45');
  });

  it('another duration cuts the hours anew, and one save stores both', async () => {
    const { user } = open();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Default session duration' }), '30 min');
    expect(counts()).toEqual([1, 16, 14]);
    await user.click(screen.getByRole('button', { name: 'Save week' }));
    await waitFor(() => expect(saveWeek).toHaveBeenCalledOnce());
    expect(saveProfile).toHaveBeenCalledWith({ defaultDurationMinutes: 30 });
    expect(saveWeek.mock.calls[0]?.[0]).toHaveLength(16);
  });
});

describe('WeekEditor: wrong hours', () => {
  it('an error is shown at its hours and stops saving', async () => {
    const { user } = open();
    const end = screen.getByLabelText('Monday end');
    await user.clear(end);
    await user.type(end, '8');
    await user.tab();
    expect(screen.getByRole('alert')).toHaveTextContent('08:00 is not after 09:00');
    expect(end).toBeInvalid();
    expect(screen.getByRole('button', { name: 'Save week' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(screen.getByLabelText('Monday end')).toHaveValue('17:00');
  });

  it('an end on the next day can be turned into hours past midnight', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Add hours to Monday' }));
    const end = screen.getByLabelText('Monday, stretch 2 end');
    await user.clear(end);
    await user.type(end, '2{Enter}');
    await user.click(screen.getByRole('button', { name: 'Work past midnight, to 02:00 on Tuesday' }));
    expect(end).toHaveValue('24:00');
    expect(screen.getByText('Goes on past midnight into Tuesday.')).toBeInTheDocument();
    expect(screen.getByLabelText('Tuesday start')).toHaveValue('00:00');
    expect(screen.getByLabelText('Tuesday end')).toHaveValue('02:00');
    await user.click(screen.getByRole('button', { name: 'Save week' }));
    await waitFor(() => expect(saveWeek).toHaveBeenCalledOnce());
    expect(saveWeek.mock.calls[0]?.[0]).toContainEqual(expect.objectContaining({ dayOfWeek: 1, startTime: '23:00', endTime: '24:00' }));
    expect(saveWeek.mock.calls[0]?.[0]).toContainEqual(expect.objectContaining({ dayOfWeek: 2, startTime: '01:00', endTime: '02:00' }));
  });

  it('time left over in a stretch comes with a fix', async () => {
    const { user } = open();
    const end = screen.getByLabelText('Monday end');
    await user.clear(end);
    await user.type(end, '16:30');
    expect(screen.getByText(/30 min left over/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'End at 16:00' }));
    expect(end).toHaveValue('16:00');
    expect(screen.queryByText(/left over/)).not.toBeInTheDocument();
  });
});

describe('WeekEditor: unsaved changes', () => {
  it('name the booked sessions that they leave outside the hours', async () => {
    // A Monday at 10:00 in London, far enough ahead to be still to come.
    sessions.data = [sessionOf({ clientName: 'John Smith', startsAt: '2099-12-07T10:00:00Z', endsAt: '2099-12-07T11:00:00Z' })];
    const { user } = open();
    await user.click(screen.getByRole('button', { name: /^Monday 10:00/ }));
    expect(screen.getByText(/One booked session falls outside the new hours and stays as it is/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'See it' }));
    expect(await screen.findByText('John Smith')).toBeInTheDocument();
  });

  it('do not name sessions in extra hours, or those that were outside before', async () => {
    overrides.data = [
      { id: 'a', startsOn: '2099-12-07', endsOn: '2099-12-07', startTime: '10:00', endTime: '11:00', isAvailable: true, reason: '' },
    ];
    sessions.data = [
      sessionOf({ startsAt: '2099-12-07T10:00:00Z', endsAt: '2099-12-07T11:00:00Z' }),
      sessionOf({ startsAt: '2099-12-09T20:00:00Z', endsAt: '2099-12-09T21:00:00Z' }),
    ];
    const { user } = open();
    await user.click(screen.getByRole('button', { name: /^Monday 10:00/ }));
    expect(screen.getByText('No booked session falls outside the new hours.')).toBeInTheDocument();
  });

  it('are not left without a question', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: /^Monday 10:00/ }));
    await user.click(screen.getByRole('link', { name: 'Sessions' }));
    await user.click(await screen.findByRole('button', { name: 'Stay here' }));
    expect(window.location.search).toBe('?tab=availability');
    expect(counts()).toEqual([1, 8, 6]);
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
  });

  it('are kept, with the reason, when saving fails', async () => {
    saveWeek.mockRejectedValue(new Error('offline'));
    const { user } = open();
    await user.click(screen.getByRole('button', { name: /^Monday 10:00/ }));
    await user.click(screen.getByRole('button', { name: 'Save week' }));
    await waitFor(() => expect(saveWeek).toHaveBeenCalledOnce());
    expect(screen.getByText('Unsaved changes.')).toBeInTheDocument();
    expect(counts()).toEqual([1, 8, 6]);
  });
});

it('WeekEditor suggests a usual week to a therapist without hours', async () => {
  const { user } = open([]);
  await user.click(screen.getByRole('button', { name: 'Monday to Friday, 9 to 5' }));
  expect(counts()).toEqual([5, 40, 40]);
  await user.click(screen.getByRole('button', { name: 'Save week' }));
  await waitFor(() => expect(saveWeek.mock.calls[0]?.[0]).toHaveLength(40));
});
