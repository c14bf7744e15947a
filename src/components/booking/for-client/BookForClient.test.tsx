import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppRouter } from '@/lib/first-load/AppRouter';
import { Toaster } from '@/components/ui/Toaster';
import { BookForClient } from './BookForClient';
import { john, sarah, sessionOf, therapist } from '@/testing/people';
import type { KnownClient } from '@/data/sessions/use-clients';
import { AppError } from '@/lib/errors';

const { book, explain, find } = vi.hoisted(() => ({ book: vi.fn(), explain: vi.fn(), find: vi.fn<(search: string) => object>() }));
vi.mock('@/data/therapists/use-own-therapist-profile', () => ({
  useOwnTherapistProfile: () => ({ isLoadingError: false, data: therapist }),
}));
vi.mock('@/data/session-types/use-session-types', () => ({ useSessionTypes: () => ({ isPending: false, data: [] }) }));
vi.mock('@/data/availability/use-explain-own-slot', () => ({ useExplainOwnSlot: explain }));
vi.mock('@/data/availability/use-available-slots', () => ({
  useAvailableSlots: () => ({
    isPending: false,
    isLoadingError: false,
    data: [
      {
        startsAt: '2099-12-07T10:00:00.000Z',
        endsAt: '2099-12-07T11:00:00.000Z',
        price: 80,
      },
      {
        startsAt: '2099-12-08T11:00:00.000Z',
        endsAt: '2099-12-08T12:00:00.000Z',
        price: 80,
      },
    ],
  }),
}));
vi.mock('@/data/sessions/use-clients', () => ({ MOST_CLIENTS: 50, useClients: find }));
vi.mock('@/data/sessions/use-book-for-client', async (original) => ({
  ...(await original<object>()),
  useBookForClient: () => {
    const [error, setError] = useState<unknown>(null);
    const mutateAsync = async (input: unknown) => {
      try {
        return await Promise.resolve<unknown>(book(input));
      } catch (refused) {
        setError(refused);
        throw refused;
      }
    };
    return { mutateAsync, isPending: false, error, reset: () => setError(null) };
  },
}));

const CLIENTS: KnownClient[] = [
  { id: john.id, name: john.fullName, email: 'john.smith@demo.test', phone: '', lastSession: '2026-11-01T10:00:00Z' },
  { id: null, name: 'Ada Guest', email: 'ada@guest.test', phone: '', lastSession: null },
];
const found = (clients: KnownClient[], isCut = false) => ({
  isPending: false,
  isLoadingError: false,
  isPlaceholderData: false,
  data: { clients, isCut },
});
/** As the database searches. */
const searched = (search: string) => found(CLIENTS.filter(({ name }) => name.toLowerCase().includes(search)));

const reason = (reason: string) => ({ data: { code: '', reason, sessionId: null, overrideId: null } });

async function open() {
  const user = userEvent.setup();
  render(
    <AppRouter>
      <BookForClient viewer={sarah} />
      <Toaster />
    </AppRouter>,
  );
  await user.click(screen.getByRole('button', { name: 'Book for a client' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Book for a client' }));
  const send = () => user.click(dialog.getByRole('button', { name: /^Book( for|$)/ }));
  const anyTime = async (time: string) => {
    await user.click(dialog.getByRole('radio', { name: 'Any time' }));
    await user.clear(dialog.getByLabelText('Date'));
    await user.type(dialog.getByLabelText('Date'), '2099-12-07');
    await user.type(dialog.getByRole('textbox', { name: 'Time' }), time);
    await user.tab();
  };
  return { user, dialog, send, anyTime };
}

beforeEach(() => {
  find.mockImplementation(searched);
  book.mockResolvedValue(sessionOf());
  explain.mockReturnValue({ data: undefined });
});
afterEach(() => vi.clearAllMocks());

describe('BookForClient: who', () => {
  it('the therapist finds a client by name, who may pay online', async () => {
    const { user, dialog, send } = await open();
    await user.type(dialog.getByLabelText('Find a client'), 'smith');
    await waitFor(() => expect(dialog.queryByRole('button', { name: /Ada Guest/ })).not.toBeInTheDocument());
    await user.click(dialog.getByRole('button', { name: /John Smith/ }));
    await user.click(dialog.getByRole('switch', { name: 'The client pays online' }));
    await user.click(dialog.getByRole('button', { name: '10:00' }));
    await send();
    await waitFor(() => expect(book).toHaveBeenCalledOnce());
    expect(book.mock.calls[0]?.[0]).toMatchObject({
      client: { id: john.id },
      startsAt: '2099-12-07T10:00:00.000Z',
      durationMinutes: 60,
      payment: 'pending',
      outsideHours: false,
    });
    expect(await screen.findByText(/John Smith is booked/)).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('the therapist enters a guest by name and email, who cannot pay online', async () => {
    const { user, dialog, send } = await open();
    await user.click(dialog.getByRole('radio', { name: 'Somebody new' }));
    await user.click(dialog.getByRole('button', { name: '10:00' }));
    await user.type(dialog.getByLabelText(/Email/), 'nobody');
    await send();
    expect(dialog.getByLabelText('Name')).toHaveFocus();
    expect(dialog.getByText('This does not look like an email address.')).toBeInTheDocument();
    await user.type(dialog.getByLabelText('Name'), 'Grace Hopper');
    await user.type(dialog.getByLabelText(/Email/), '@navy.test');
    expect(dialog.queryByRole('switch')).not.toBeInTheDocument();
    await send();
    await waitFor(() => expect(book).toHaveBeenCalledOnce());
    expect(book.mock.calls[0]?.[0]).toMatchObject({
      client: { name: 'Grace Hopper', email: 'nobody@navy.test', phone: '' },
      payment: 'not_required',
    });
  });

  it('the therapist chooses a guest of an earlier session, and the same name and email are sent', async () => {
    const { user, dialog, send } = await open();
    await user.click(dialog.getByRole('button', { name: /Ada Guest/ }));
    await user.click(dialog.getByRole('button', { name: '10:00' }));
    await send();
    await waitFor(() => expect(book.mock.calls[0]?.[0]).toMatchObject({ client: { name: 'Ada Guest', email: 'ada@guest.test' } }));
  });
});

describe('BookForClient: finding a client', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...CLIENTS[1]!, name: `Guest ${n}`, email: `${n}@guest.test` }));

  it('what is typed is asked of the database once the typing pauses', async () => {
    const { user, dialog } = await open();
    await user.type(dialog.getByLabelText('Find a client'), 'smith');
    await waitFor(() => expect(find).toHaveBeenLastCalledWith('smith'));
    expect(new Set(find.mock.calls.map(([search]) => search))).toEqual(new Set(['', 'smith']));
  });

  it('the first five are shown, and how many more there are', async () => {
    find.mockImplementation(() => found(many(12)));
    const { dialog } = await open();
    expect(within(dialog.getByRole('list', { name: 'Clients' })).getAllByRole('listitem')).toHaveLength(5);
    expect(dialog.getByText('And 7 more: type to find them.')).toBeInTheDocument();
  });

  it('the therapist is asked to type more of the name when more than fifty match', async () => {
    find.mockImplementation(() => found(many(50), true));
    const { dialog } = await open();
    expect(dialog.getByText('There are more than 50. Type more of the name.')).toBeInTheDocument();
  });

  it('a name that no client has leads to “Somebody new”', async () => {
    const { user, dialog } = await open();
    await user.type(dialog.getByLabelText('Find a client'), 'zoe');
    expect(await dialog.findByText('Nobody by that name. Book for “Somebody new”.')).toBeInTheDocument();
  });

  it('a therapist without clients is led to “Somebody new”, with nothing to search in', async () => {
    find.mockImplementation(() => found([]));
    const { dialog } = await open();
    expect(dialog.getByText('You have no clients yet. Choose “Somebody new”.')).toBeInTheDocument();
    expect(dialog.queryByLabelText('Find a client')).not.toBeInTheDocument();
  });

  it('a search that fails is told under the field, which keeps what was typed, and can be tried again', async () => {
    const refetch = vi.fn();
    const error = new AppError({ kind: 'network', code: 'OFFLINE', message: 'No connection.' });
    find.mockImplementation((search) => (search === '' ? searched('') : { isPending: false, isLoadingError: true, error, refetch }));
    const { user, dialog } = await open();
    await user.type(dialog.getByLabelText('Find a client'), 'smith');
    await user.click(await dialog.findByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledOnce();
    expect(dialog.getByLabelText('Find a client')).toHaveValue('smith');
  });
});

describe('BookForClient: when', () => {
  it('the first day with free times is shown at first', async () => {
    const { dialog } = await open();
    expect(dialog.getByLabelText('Day')).toHaveValue('2099-12-07');
    expect(dialog.getByRole('button', { name: '10:00' })).toBeInTheDocument();
    expect(dialog.queryByRole('button', { name: '11:00' })).not.toBeInTheDocument();
  });

  it('without a time nothing is sent, and the times have the error and the focus', async () => {
    const { user, dialog, send } = await open();
    await user.click(dialog.getByRole('button', { name: /John Smith/ }));
    await send();
    expect(dialog.getByText('Choose a time.')).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: '10:00' })).toHaveFocus();
    expect(book).not.toHaveBeenCalled();
  });

  it('a time outside the hours needs the therapist’s confirmation', async () => {
    explain.mockReturnValue(reason('weekly_hours'));
    const { user, dialog, send, anyTime } = await open();
    await user.click(dialog.getByRole('button', { name: /John Smith/ }));
    await anyTime('20:00');
    expect(dialog.getByText(/outside your weekly hours/)).toBeInTheDocument();
    await send();
    expect(book).not.toHaveBeenCalled();
    expect(dialog.getByRole('checkbox', { name: 'Book it all the same' })).toHaveFocus();
    await user.click(dialog.getByRole('checkbox', { name: 'Book it all the same' }));
    await send();
    await waitFor(() => expect(book.mock.calls[0]?.[0]).toMatchObject({ startsAt: '2099-12-07T20:00:00.000Z', outsideHours: true }));
  });

  it('a refusal that can be overridden asks for the confirmation after the try', async () => {
    explain.mockReturnValue(reason('paused'));
    book.mockRejectedValueOnce(
      new AppError({
        kind: 'refusal',
        code: 'OUTSIDE_WORKING_HOURS',
        status: 422,
        message: 'This is outside your working hours.',
        details: { can_override: true },
      }),
    );
    const { user, dialog, send, anyTime } = await open();
    await user.click(dialog.getByRole('button', { name: /John Smith/ }));
    await anyTime('20:00');
    expect(dialog.getByText(/Clients could not book it; you can/)).toBeInTheDocument();
    await send();
    expect(book.mock.calls[0]?.[0]).toMatchObject({ outsideHours: false });
    await user.click(await dialog.findByRole('checkbox', { name: 'Book it all the same' }));
    await send();
    await waitFor(() => expect(book.mock.calls[1]?.[0]).toMatchObject({ outsideHours: true }));
  });

  it('a time with another session cannot be booked', async () => {
    explain.mockReturnValue(reason('session'));
    const { user, dialog, send, anyTime } = await open();
    await user.click(dialog.getByRole('button', { name: /John Smith/ }));
    await anyTime('14:00');
    await send();
    expect(dialog.getByText(/There is another session at this time/)).toBeInTheDocument();
    expect(dialog.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(book).not.toHaveBeenCalled();
  });

  it.each([
    ['a buffer', 'buffer', 1],
    ['another session', 'session', 0],
  ])('taken by %s in the meantime: the confirmation is asked only where it can help', async (_what, found, checkboxes) => {
    explain.mockReturnValue(reason('open'));
    book.mockImplementationOnce(() => {
      explain.mockReturnValue(reason(found));
      return Promise.reject(new AppError({ kind: 'refusal', code: 'SLOT_TAKEN', status: 409, message: 'Not free.', details: {} }));
    });
    const { user, dialog, send, anyTime } = await open();
    await user.click(dialog.getByRole('button', { name: /John Smith/ }));
    await anyTime('20:00');
    await send();
    expect(await dialog.findByText('Not free.')).toBeInTheDocument();
    expect(dialog.queryAllByRole('checkbox', { name: 'Book it all the same' })).toHaveLength(checkboxes);
  });

  it('a free time that was just taken keeps the form and shows others', async () => {
    book.mockRejectedValueOnce(
      new AppError({
        kind: 'refusal',
        code: 'SLOT_TAKEN',
        status: 409,
        message: 'This time is taken.',
        details: { alternatives: ['2099-12-08T11:00:00Z'] },
      }),
    );
    const { user, dialog, send } = await open();
    await user.click(dialog.getByRole('button', { name: /John Smith/ }));
    await user.click(dialog.getByRole('button', { name: '10:00' }));
    await send();
    await user.click(within(await dialog.findByRole('group', { name: 'Times instead' })).getByRole('button'));
    expect(dialog.getByRole('button', { name: '11:00', pressed: true })).toBeInTheDocument();
    await send();
    await waitFor(() => expect(book.mock.calls[1]?.[0]).toMatchObject({ startsAt: '2099-12-08T11:00:00.000Z', client: { id: john.id } }));
  });
});
