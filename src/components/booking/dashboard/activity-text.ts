import type { Activity } from '@/data/sessions/use-recent-activity';
import { formatTime, relativeDay, type FormatOptions } from '@/domain/format';
import type { SessionStatus, Tone } from '@/domain/status';

/** One line of the feed, as the therapist reads it; `tone` colours its dot. */
export function activityText(event: Activity, zone: string, now: Date, options: FormatOptions): { text: string; tone: Tone } {
  const name = event.session.clientName;
  const when = `${relativeDay(event.session.startsAt, zone, now, options)} ${formatTime(event.session.startsAt, zone, options)}`;
  switch (event.kind) {
    case 'booked':
      return { text: `New booking: ${name}, ${when}`, tone: 'info' };
    case 'rescheduled':
      return { text: `${name} moved to ${when}`, tone: 'info' };
    case 'payment_changed':
      return paymentText(event, name);
    case 'status_changed':
      return statusText(event.toStatus, event.reason, name, when);
  }
}

function paymentText(event: Activity, name: string): { text: string; tone: Tone } {
  switch (event.toPaymentStatus) {
    case 'paid':
      return { text: `${name} paid`, tone: 'accent' };
    case 'failed':
      return { text: `Card declined for ${name}`, tone: 'bad' };
    case 'refunded':
    case 'partially_refunded':
      return { text: `${name} got their money back`, tone: 'done' };
    case 'pending':
    case 'not_required':
    case null:
      return { text: `${name}’s payment changed`, tone: 'done' };
  }
}

function statusText(status: SessionStatus | null, reason: string | null, name: string, when: string): { text: string; tone: Tone } {
  switch (status) {
    case 'confirmed':
      return { text: `${name}, ${when}: confirmed`, tone: 'accent' };
    case 'in_progress':
      return { text: `${name}’s session started`, tone: 'info' };
    case 'completed':
      return { text: `${name}’s session completed`, tone: 'done' };
    case 'no_show':
      return { text: `${name} did not come`, tone: 'bad' };
    case 'cancelled':
      return reason === 'hold_expired'
        ? { text: `${name} did not pay in time; ${when} is free again`, tone: 'done' }
        : { text: `${name}, ${when}: cancelled`, tone: 'bad' };
    case 'scheduled':
    case null:
      return { text: `${name}’s session changed`, tone: 'done' };
  }
}
