import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { AppRouter } from '@/lib/first-load/AppRouter';
import { TherapistSettings } from './TherapistSettings';
import { therapist } from '@/testing/people';
import { AppError } from '@/lib/errors';

const { save, own } = vi.hoisted(() => ({ save: vi.fn(), own: { isPending: false, isError: false, isLoadingError: false } }));
vi.mock('@/data/therapists/use-own-therapist-profile', () => ({
  useOwnTherapistProfile: () => ({ ...own, data: therapist }),
}));
vi.mock('@/data/therapists/use-update-therapist-profile', async (original) => ({
  ...(await original<object>()),
  useUpdateTherapistProfile: () => {
    const [error, setError] = useState<unknown>(null);
    const mutateAsync = async (patch: unknown) => {
      try {
        return await Promise.resolve<unknown>(save(patch));
      } catch (refused) {
        setError(refused);
        throw refused;
      }
    };
    return { mutateAsync, isPending: false, isError: error !== null, error, reset: () => setError(null) };
  },
}));
vi.mock('./SessionTypesSection', () => ({ SessionTypesSection: () => null }));
vi.mock('@/components/booking/times/ClientPreview', () => ({ ClientPreview: () => null }));

function open() {
  render(
    <AppRouter>
      <TherapistSettings />
    </AppRouter>,
  );
  return userEvent.setup();
}
afterEach(() => vi.clearAllMocks());

it('a failed save puts the focus on the first wrong field of the settings', async () => {
  const user = open();
  await user.clear(screen.getByLabelText('Days ahead'));
  await user.clear(screen.getByLabelText('Rate per hour'));
  await user.click(screen.getByRole('button', { name: 'Save settings' }));
  expect(screen.getByLabelText('Rate per hour')).toHaveFocus();
  expect(save).not.toHaveBeenCalled();
  await user.type(screen.getByLabelText('Rate per hour'), '80');
  await user.click(screen.getByRole('button', { name: 'Save settings' }));
  expect(screen.getByLabelText('Days ahead')).toHaveFocus();
});

it('settings without any duration put the focus on the durations', async () => {
  const user = open();
  for (const length of ['30 min', '60 min', '1 h 30 min']) await user.click(screen.getByRole('button', { name: length }));
  await user.click(screen.getByRole('button', { name: 'Save settings' }));
  expect(screen.getByRole('button', { name: '15 min' })).toHaveFocus();
});

it('the page’s address can be changed, and says when it is taken', async () => {
  save
    .mockRejectedValueOnce(new AppError({ kind: 'refusal', code: 'DUPLICATE', status: 409, message: 'That already exists.' }))
    .mockResolvedValue(therapist);
  const user = open();
  const address = screen.getByLabelText('Page address');
  await user.clear(address);
  await user.type(address, 'Sarah J');
  expect(address).toHaveValue('sarah-j');
  expect(screen.getByText(/Links to the old address stop working/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Save settings' }));
  expect(await screen.findByText('This address is taken. Choose another.')).toBeInTheDocument();
  await waitFor(() => expect(address).toHaveFocus());
  await user.type(address, '2');
  expect(screen.queryByText(/is taken/)).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Save settings' }));
  await waitFor(() => expect(save).toHaveBeenLastCalledWith(expect.objectContaining({ slug: 'sarah-j2' })));
});

it('a limit of sessions a day can be set and removed', async () => {
  save.mockResolvedValue(therapist);
  const user = open();
  await user.selectOptions(screen.getByLabelText('Sessions a day'), 'At most 5');
  await user.click(screen.getByRole('button', { name: 'Save settings' }));
  await waitFor(() => expect(save).toHaveBeenLastCalledWith(expect.objectContaining({ maxSessionsPerDay: 5 })));
});

it('typed settings stay when the profile cannot be fetched again', async () => {
  const page = () => (
    <AppRouter>
      <TherapistSettings />
    </AppRouter>
  );
  const { rerender } = render(page());
  const headline = screen.getByLabelText(/^Headline/);
  await userEvent.setup().type(headline, ' and more');
  own.isError = true;
  rerender(page());
  own.isError = false;
  expect(headline).toBeInTheDocument();
  expect(headline).toHaveValue(`${therapist.headline} and more`);
});
