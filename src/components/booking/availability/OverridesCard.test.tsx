import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppRouter } from '@/lib/first-load/AppRouter';
import { Toaster } from '@/components/ui/Toaster';
import type { Override } from '@/data/overrides/override';
import { OverridesCard } from './OverridesCard';
import { sessionOf } from '@/testing/people';

const { save, remove, query } = vi.hoisted(() => ({
  save: vi.fn(),
  remove: vi.fn(),
  query: { isPending: false, isLoadingError: false, error: null, data: [] as unknown[], refetch: vi.fn() },
}));
vi.mock('@/data/overrides/use-overrides', () => ({ useOverrides: () => query }));
vi.mock('@/data/overrides/use-save-override', () => ({
  useSaveOverride: () => ({ mutateAsync: save, isPending: false, error: null, reset: vi.fn() }),
}));
vi.mock('@/data/overrides/use-remove-override', () => ({
  useRemoveOverride: () => ({ mutateAsync: remove, isPending: false, error: null, reset: vi.fn() }),
}));

const christmas: Override = {
  id: 'christmas',
  startsOn: '2026-12-24',
  endsOn: '2027-01-01',
  startTime: null,
  endTime: null,
  isAvailable: false,
  reason: 'Family',
};
const saturday: Override = {
  id: 'saturday',
  startsOn: '2026-12-05',
  endsOn: '2026-12-05',
  startTime: '10:00',
  endTime: '13:00',
  isAvailable: true,
  reason: '',
};
const over: Override = { ...saturday, id: 'over', startsOn: '2026-11-07', endsOn: '2026-11-07' };
const now = new Date('2026-12-01T09:00:00Z');

function open(booked = [sessionOf()]) {
  render(
    <AppRouter>
      <OverridesCard zone="Europe/London" now={now} booked={booked} />
      <Toaster />
    </AppRouter>,
  );
  return userEvent.setup();
}
const day = (name: RegExp) => screen.findByRole('button', { name });
async function add(user: ReturnType<typeof open>) {
  await user.click(screen.getByRole('button', { name: 'Add a date' }));
  return screen.findByRole('dialog', { name: 'Add a date' });
}

beforeEach(() => {
  query.data = [christmas, saturday, over];
  save.mockImplementation((override: Override) => Promise.resolve(override));
  remove.mockResolvedValue(christmas);
});
afterEach(() => {
  vi.clearAllMocks();
  Object.assign(query, { isPending: false, isLoadingError: false, error: null, data: [] });
});

it('OverridesCard lists the overrides still to come, the next one first', () => {
  open();
  expect(screen.getAllByRole('button', { name: /^Change/ }).map((button) => button.textContent)).toEqual([
    expect.stringMatching(/5.*10:00.* to (13:00|1:00.PM).*Extra/i),
    expect.stringMatching(/24.*to.*Family.*Off/),
  ]);
});

it('OverridesCard shows an error with a retry when overrides cannot be loaded', async () => {
  Object.assign(query, { isLoadingError: true, error: new Error('down') });
  const user = open();
  await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }));
  expect(query.refetch).toHaveBeenCalledOnce();
});

describe('OverridesCard: adding and removing', () => {
  it('time off is two days in either order, and names the sessions then', async () => {
    const user = open();
    const dialog = await add(user);
    await user.click(await day(/December 11/));
    expect(within(dialog).getByText('Nothing is booked then.')).toBeInTheDocument();
    await user.click(await day(/December 9/));
    expect(within(dialog).getByText(/3 days/)).toBeInTheDocument();
    expect(within(dialog).getByText('One session is booked then and stays as it is.')).toBeInTheDocument();
    expect(within(dialog).getByRole('link', { name: /John Smith/ })).toHaveAttribute('href', expect.stringContaining(sessionOf().id));
    await user.click(within(dialog).getByRole('button', { name: 'Save time off' }));
    await waitFor(() => expect(save).toHaveBeenCalledOnce());
    expect(save.mock.calls[0]?.[0]).toEqual({
      startsOn: '2026-12-09',
      endsOn: '2026-12-11',
      startTime: null,
      endTime: null,
      isAvailable: false,
      reason: '',
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('time off can be hours of a day; sessions around them are not named', async () => {
    const user = open();
    const dialog = await add(user);
    await user.click(await day(/December 10, 1 booked/));
    await user.click(within(dialog).getByRole('radio', { name: 'Some hours' }));
    expect(within(dialog).getByText('Nothing is booked then.')).toBeInTheDocument();
    await user.clear(within(dialog).getByLabelText('End'));
    await user.type(within(dialog).getByLabelText('End'), '14:30');
    expect(within(dialog).getByText(/One session is booked then/)).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Save time off' }));
    expect(save.mock.calls[0]?.[0]).toMatchObject({ startTime: '09:00', endTime: '14:30', isAvailable: false });
  });

  it('without a day nothing is saved, and the missing day is marked', async () => {
    const user = open();
    const dialog = await add(user);
    await user.click(within(dialog).getByRole('button', { name: 'Save time off' }));
    expect(within(dialog).getByText(/Choose a day/)).toBeInTheDocument();
    expect(document.activeElement).toHaveAttribute('data-iso');
    expect(save).not.toHaveBeenCalled();
  });
});

it('extra hours need times, and the end must be after the start', async () => {
  const user = open();
  const dialog = await add(user);
  await user.click(within(dialog).getByRole('radio', { name: 'Extra hours' }));
  await user.click(await day(/December 12/));
  await user.clear(within(dialog).getByLabelText('End'));
  await user.type(within(dialog).getByLabelText('End'), '8');
  await user.click(within(dialog).getByRole('button', { name: 'Save extra hours' }));
  expect(within(dialog).getByText(/08:00 is not after 09:00/)).toBeInTheDocument();
  expect(save).not.toHaveBeenCalled();
});

it('a removed override can be put back', async () => {
  const user = open();
  await user.click(screen.getByRole('button', { name: /^Change.*Family/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Change this date' });
  expect(await within(dialog).findByLabelText(/Reason/)).toHaveValue('Family');
  await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
  expect(remove).toHaveBeenCalledWith('christmas');
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(save.mock.calls[0]?.[0]).toMatchObject({ startsOn: '2026-12-24', endsOn: '2027-01-01', reason: 'Family' });
  expect(save.mock.calls[0]?.[0]).not.toHaveProperty('id');
});

it('when saving fails the dialog keeps what was entered', async () => {
  save.mockRejectedValue(new Error('offline'));
  const user = open();
  const dialog = await add(user);
  await user.click(await day(/December 11/));
  await user.click(within(dialog).getByRole('button', { name: 'Save time off' }));
  await waitFor(() => expect(save).toHaveBeenCalledOnce());
  expect(screen.getByRole('dialog', { name: 'Add a date' })).toBeInTheDocument();
});
