import { act, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { FakeApi, FakeChannels, sessionRow, THERAPIST } from '@/testing/booking';
import { renderApp } from '@/testing/render';
import { AvailabilityManager } from './AvailabilityManager';

const channels = vi.hoisted((): { current: FakeChannels | null } => ({ current: null }));
vi.mock('@/data/realtime/shared-channel', () => ({
  listen: (...args: Parameters<FakeChannels['listen']>) => channels.current?.listen(...args),
}));
vi.mock('@/data/current-user', () => ({ useCurrentUserId: () => '7a000000-0000-4000-8000-000000000001' }));
vi.mock('@/data/therapists/use-own-therapist-profile', () => ({
  useOwnTherapistProfile: () => ({ isPending: false, isLoadingError: false, data: THERAPIST }),
}));
vi.mock('@/components/booking/times/ClientPreview', () => ({ ClientPreview: () => null }));

/** A Monday in London, far enough ahead to be still to come. */
const at = (hour: string) => `2099-12-07T${hour}:00+00:00`;
const booked = (id: string, hour: string, change: object = {}) => ({
  ...sessionRow(THERAPIST),
  id,
  starts_at: at(`${hour}:00`),
  ends_at: at(`${hour}:50`),
  status: 'confirmed',
  hold_expires_at: null,
  ...change,
});
const monday = (hour: number) => ({
  id: `hour-${hour}`,
  day_of_week: 1,
  start_time: `${hour}:00:00`,
  end_time: `${hour + 1}:00:00`,
  duration_minutes: 60,
  is_available: true,
});

let api: FakeApi;
beforeEach(() => {
  api = new FakeApi();
  api.rows.set('availability_slots', [monday(10), monday(11), monday(12)]);
  vi.stubGlobal('fetch', api.fetch);
  channels.current = new FakeChannels();
});
const asked = () => api.requests.filter(({ path }) => path.endsWith('/client_sessions')).length;

it('a hold that a client takes while a day off is unsaved is counted at once', async () => {
  api.rows.set('client_sessions', [booked('one', '10'), booked('two', '11')]);
  const { user } = renderApp(<AvailabilityManager therapistId={THERAPIST.id} />, { at: '/booking?tab=availability' });
  await user.click(await screen.findByRole('switch', { name: 'Monday' }));
  expect(await screen.findByText(/2 booked sessions fall outside the new hours/)).toBeVisible();

  const hold = { status: 'scheduled', payment_status: 'pending', hold_expires_at: '2099-12-01T10:15:00+00:00' };
  api.rows.set('client_sessions', [booked('one', '10'), booked('two', '11'), booked('three', '12', hold)]);
  act(() => channels.current?.listeners.get(`sessions:${THERAPIST.id}`)?.onMessage({ session_id: 'three' }));
  expect(await screen.findByText(/3 booked sessions fall outside the new hours/)).toBeVisible();
  expect(asked()).toBe(2);
});

// Holds that ran out are left out by the question itself: week-and-session.test.ts.
it('a session that is over is not counted', async () => {
  api.rows.set('client_sessions', [
    booked('over', '11', { starts_at: '2020-01-06T11:00:00+00:00', ends_at: '2020-01-06T11:50:00+00:00' }),
    booked('coming', '12'),
  ]);
  const { user } = renderApp(<AvailabilityManager therapistId={THERAPIST.id} />, { at: '/booking?tab=availability' });
  await user.click(await screen.findByRole('switch', { name: 'Monday' }));
  expect(await screen.findByText(/One booked session falls outside the new hours/)).toBeVisible();
});
