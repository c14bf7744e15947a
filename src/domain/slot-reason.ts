import { noticeText } from './policy';

/** The reasons that `explain_own_slot` gives, under `because`, why a start cannot be booked (`open`: it can). */
export const SLOT_REASONS = [
  'open',
  'paused',
  'duration',
  'past',
  'notice',
  'booking_window',
  'weekly_hours',
  'time_off',
  'between_starts',
  'does_not_fit',
  'session',
  'buffer',
  'day_full',
  'other',
] as const;
export type SlotReason = (typeof SLOT_REASONS)[number];

/** Where on the dashboard the reason can be looked at or changed. Sections are ids of elements on that tab. */
export interface Where {
  tab: 'availability' | 'sessions' | 'settings';
  section: 'weekly-hours' | 'one-off-hours' | 'session-types' | 'booking-rules' | null;
  /** Text of the link. */
  label: string;
}

/** The therapist's own settings that the sentences name. */
export interface ReasonFacts {
  minNoticeMinutes: number;
  bookingWindowDays: number;
  slotIntervalMinutes: number;
  maxSessionsPerDay: number | null;
}

/** Why a start is or is not offered, for its therapist: a sentence, and where it can be changed (null: nowhere). */
export function slotReasonText(reason: SlotReason, facts: ReasonFacts): { text: string; where: Where | null } {
  const rules: Where = { tab: 'settings', section: 'booking-rules', label: 'Booking rules' };
  const week: Where = { tab: 'availability', section: 'weekly-hours', label: 'Weekly hours' };
  switch (reason) {
    case 'open':
      return { text: 'Clients can book this time now.', where: null };
    case 'paused':
      return { text: 'You are not taking bookings at the moment.', where: rules };
    case 'duration':
      return { text: 'You do not offer this length.', where: { tab: 'settings', section: 'session-types', label: 'Session types' } };
    case 'past':
      return { text: 'This time has passed.', where: null };
    case 'notice':
      return { text: `It is sooner than the ${minutesText(facts.minNoticeMinutes)} of notice you ask for.`, where: rules };
    case 'booking_window':
      return { text: `It is more than ${daysText(facts.bookingWindowDays)} ahead, which is as far as clients can book.`, where: rules };
    case 'weekly_hours':
      return { text: 'It is outside your weekly hours.', where: week };
    case 'time_off':
      return {
        text: 'You have taken this time off.',
        where: { tab: 'availability', section: 'one-off-hours', label: 'Days off and extra hours' },
      };
    case 'between_starts':
      return {
        text: `It is within your hours, but starts are offered every ${facts.slotIntervalMinutes} minutes from the beginning of a stretch.`,
        where: rules,
      };
    case 'does_not_fit':
      return { text: 'A session of this length would run past the end of your hours.', where: week };
    case 'session':
      return { text: 'There is another session at this time.', where: { tab: 'sessions', section: null, label: 'That session' } };
    case 'buffer':
      return { text: 'It comes too close to another session: the buffer between them would be missing.', where: rules };
    case 'day_full':
      return { text: `This day already has ${sessionsText(facts.maxSessionsPerDay)}, your most for a day.`, where: rules };
    case 'other':
      return { text: 'This time is not offered at the moment.', where: null };
  }
}

/** Address of a place on the dashboard. */
export function whereHref({ tab, section }: Pick<Where, 'tab' | 'section'>): string {
  return `/booking?tab=${tab}${section ? `#${section}` : ''}`;
}

function minutesText(minutes: number): string {
  if (minutes >= 60 && minutes % 60 === 0) return noticeText(minutes / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function sessionsText(count: number | null): string {
  if (count === null) return 'all its sessions';
  return count === 1 ? 'one session' : `${count} sessions`;
}
