import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { AppRouter } from '@/lib/first-load/AppRouter';
import { WhyNot } from './WhyNot';
import { therapist } from '@/testing/people';

const { explain } = vi.hoisted(() => ({ explain: vi.fn() }));
vi.mock('@/data/availability/use-explain-own-slot', () => ({ useExplainOwnSlot: explain }));

const answer = (reason: string, found: { sessionId?: string } = {}) => ({
  isPending: false,
  isLoadingError: false,
  isFetching: false,
  data: { code: '', reason, sessionId: found.sessionId ?? null, overrideId: null },
});

async function ask(date: string, time: string) {
  const user = userEvent.setup();
  render(
    <AppRouter>
      <WhyNot profile={therapist} durationMinutes={60} sessionTypeId="follow-up" now={new Date('2026-10-01T09:00:00Z')} />
    </AppRouter>,
  );
  await user.click(screen.getByText('Why is a time not offered?'));
  await user.clear(screen.getByLabelText('Date'));
  await user.type(screen.getByLabelText('Date'), date);
  await user.type(screen.getByRole('textbox', { name: 'Time' }), time);
  await user.tab();
  return user;
}
const asked = (): unknown => explain.mock.calls.at(-1)?.[0];

afterEach(() => vi.clearAllMocks());

it('WhyNot asks the database, in the therapist’s zone, and links to the setting', async () => {
  explain.mockReturnValue(answer('notice'));
  await ask('2026-10-05', '15');
  // Summer time: 15:00 in London is 14:00 UTC.
  expect(asked()).toEqual({ startsAt: '2026-10-05T14:00:00.000Z', durationMinutes: 60, sessionTypeId: 'follow-up' });
  expect(screen.getByText(/sooner than/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Booking rules' })).toHaveAttribute('href', '/booking?tab=settings#booking-rules');
});

it('WhyNot links to the session that is in the way', async () => {
  explain.mockReturnValue(answer('session', { sessionId: 'the-session' }));
  await ask('2026-10-05', '15:00');
  expect(screen.getByRole('link', { name: 'That session' })).toHaveAttribute('href', '/booking?tab=sessions&session=the-session');
});

it('WhyNot says that a time skipped by the clocks does not exist', async () => {
  explain.mockReturnValue(answer('open'));
  await ask('2027-03-28', '01:30');
  expect(screen.getByText(/There is no 01:30 that day: the clocks go forward/)).toBeInTheDocument();
  expect(asked()).toBeNull();
});

it('WhyNot asks which of the two times when the clocks go back', async () => {
  explain.mockReturnValue(answer('weekly_hours'));
  const user = await ask('2026-10-25', '01:30');
  expect(asked()).toMatchObject({ startsAt: '2026-10-25T00:30:00.000Z' });
  await user.click(screen.getByRole('radio', { name: /01:30 GMT$/ }));
  expect(asked()).toMatchObject({ startsAt: '2026-10-25T01:30:00.000Z' });
});
