import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppRouter } from '@/lib/first-load/AppRouter';
import type { SessionType } from '@/domain/session-type';
import { SessionTypesSection } from './SessionTypesSection';
import { therapist } from '@/testing/people';

const { save, remove, reorder, query } = vi.hoisted(() => ({
  save: vi.fn(),
  remove: vi.fn(),
  reorder: vi.fn(),
  query: { isPending: false, isLoadingError: false, isSuccess: true, data: [] as unknown[] },
}));
vi.mock('@/data/session-types/use-session-types', () => ({ useOwnSessionTypes: () => query }));
vi.mock('@/data/session-types/use-save-session-type', async (original) => ({
  ...(await original<object>()),
  useSaveSessionType: () => ({ mutateAsync: save, isPending: false, error: null, reset: vi.fn() }),
}));
vi.mock('@/data/session-types/use-remove-session-type', () => ({
  useRemoveSessionType: () => ({ mutateAsync: remove, isPending: false, error: null, reset: vi.fn() }),
}));
vi.mock('@/data/session-types/use-reorder-session-types', () => ({ useReorderSessionTypes: () => ({ mutate: reorder, isError: false }) }));

const followUp: SessionType = {
  id: '55555555-5555-4555-8555-555555555555',
  name: 'Follow-up',
  durations: [30, 60],
  price: null,
  place: 'online',
  firstVisitOnly: false,
  bufferBefore: null,
  bufferAfter: 15,
  isActive: true,
  position: 0,
};
const intake: SessionType = {
  ...followUp,
  id: '66666666-6666-4666-8666-666666666666',
  name: 'Intake',
  durations: [90],
  price: 120,
  place: 'in_person',
  firstVisitOnly: true,
  position: 1,
};

function open(types: SessionType[]) {
  query.data = types;
  render(
    <AppRouter>
      <SessionTypesSection profile={therapist} />
    </AppRouter>,
  );
  return userEvent.setup();
}
async function dialogOf(user: ReturnType<typeof open>, button: string) {
  await user.click(screen.getByRole('button', { name: button }));
  return within(await screen.findByRole('dialog'));
}

beforeEach(() => {
  save.mockResolvedValue(followUp);
  remove.mockResolvedValue(undefined);
});
afterEach(() => vi.clearAllMocks());

it('SessionTypesSection lists each type in order, with its price and place', () => {
  open([followUp, intake]);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    expect.stringMatching(/Follow-up.*30 min, 60 min · £40\.00 – £80\.00 · Online/),
    expect.stringMatching(/Intake.*New clients only.*1 h 30 min · £120\.00 · In person/),
  ]);
});

it('SessionTypesSection moves a type and announces its new place', async () => {
  const user = open([followUp, intake]);
  await user.click(screen.getByRole('button', { name: 'Move Intake up' }));
  expect(reorder).toHaveBeenCalledWith([intake.id, followUp.id]);
  expect(screen.getByText('Intake is now 1 of 2.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Move Follow-up up' }));
  expect(reorder).toHaveBeenCalledOnce();
});

it('SessionTypesSection explains what applies without types, or with only paused ones', () => {
  open([]);
  expect(screen.getByText(/Clients choose a length at your hourly rate/)).toBeInTheDocument();
});

describe('SessionTypesSection: a new type', () => {
  it('with a fixed price has one duration', async () => {
    const user = open([]);
    const dialog = await dialogOf(user, 'Add a type');
    await user.type(dialog.getByLabelText('Name'), 'Intake');
    await user.click(dialog.getByRole('button', { name: '30 min' }));
    await user.click(dialog.getByRole('radio', { name: 'Fixed price' }));
    await user.type(dialog.getByLabelText('Price in GBP'), '62,50');
    await user.click(dialog.getByRole('button', { name: '1 h 30 min' }));
    expect(dialog.getAllByRole('button', { pressed: true }).map((button) => button.textContent)).toEqual(['1 h 30 min']);
    await user.click(dialog.getByRole('button', { name: 'Add type' }));
    await waitFor(() => expect(save).toHaveBeenCalledOnce());
    expect(save.mock.calls[0]?.[0]).toMatchObject({
      name: 'Intake',
      durations: [90],
      price: 62.5,
      place: 'in_person',
      bufferBefore: null,
      isActive: true,
    });
  });

  it('with errors is not saved, and the first wrong field has the focus', async () => {
    const user = open([]);
    const dialog = await dialogOf(user, 'Add a type');
    await user.click(dialog.getByRole('radio', { name: 'Fixed price' }));
    await user.click(dialog.getByRole('button', { name: 'Add type' }));
    expect(dialog.getByLabelText('Name')).toHaveFocus();
    await user.type(dialog.getByLabelText('Name'), 'Intake');
    await user.click(dialog.getByRole('button', { name: 'Add type' }));
    expect(dialog.getByLabelText('Price in GBP')).toHaveFocus();
    expect(dialog.getByText(/Give the price as a number/)).toBeInTheDocument();
    expect(save).not.toHaveBeenCalled();
  });
});

describe('SessionTypesSection: a saved type', () => {
  it('can be paused and keeps all its values', async () => {
    const user = open([followUp]);
    const dialog = await dialogOf(user, 'Change Follow-up');
    expect(dialog.getByLabelText(/Kept free after/)).toHaveValue('15');
    await user.click(dialog.getByRole('switch', { name: 'Offered to clients' }));
    await user.click(dialog.getByRole('button', { name: 'Save type' }));
    expect(save.mock.calls[0]?.[0]).toMatchObject({
      id: followUp.id,
      name: 'Follow-up',
      durations: [30, 60],
      bufferAfter: 15,
      isActive: false,
    });
  });

  it('is opened anew as it is saved, and gives the focus back', async () => {
    const user = open([followUp]);
    const dialog = await dialogOf(user, 'Change Follow-up');
    await user.clear(dialog.getByLabelText('Name'));
    await user.click(dialog.getByRole('button', { name: 'Save type' }));
    expect(dialog.getByText('Give it a name.')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(screen.getByRole('button', { name: 'Change Follow-up' })).toHaveFocus();
    const again = await dialogOf(user, 'Change Follow-up');
    expect(again.getByLabelText('Name')).toHaveValue('Follow-up');
    expect(again.queryByText('Give it a name.')).not.toBeInTheDocument();
  });

  it('is removed only after a question', async () => {
    const user = open([followUp]);
    const dialog = await dialogOf(user, 'Change Follow-up');
    await user.click(dialog.getByRole('button', { name: 'Remove' }));
    const question = within(await screen.findByRole('alertdialog', { name: 'Remove Follow-up?' }));
    expect(remove).not.toHaveBeenCalled();
    await user.click(question.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(remove).toHaveBeenCalledWith(followUp.id));
  });
});
