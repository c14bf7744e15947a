import type { Activity } from '@/data/sessions/use-recent-activity';
import { formatTime, relativeDay, type FormatOptions } from '@/domain/format';
import type { Tone } from '@/domain/status';
import { reasonText } from '@/components/booking/lifecycle/history-text';

/** One line of the feed, as the therapist reads it; `tone` colours its dot. */
export function activityText(event: Activity, zone: string, now: Date, options: FormatOptions): { text: string; tone: Tone } {
  const name = event.session.clientName;
  // Of a reschedule, the new start at that time: the session may have been moved again since.
  const startsAt = event.toStartsAt ?? event.session.startsAt;
  const when = `${relativeDay(startsAt, zone, now, options)} ${formatTime(startsAt, zone, options)}`;
  switch (event.kind) {
    case 'booked':
      return { text: `New booking: ${name}, ${when}`, tone: 'info' };
    case 'rescheduled':
      return { text: event.actorRole === 'therapist' ? `You moved ${name} to ${when}` : `${name} moved to ${when}`, tone: 'info' };
    case 'payment_changed':
      return paymentText(event, name);
    case 'status_changed':
      return statusText(event, name, when);
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

function statusText(event: Activity, name: string, when: string): { text: string; tone: Tone } {
  switch (event.toStatus) {
    case 'confirmed':
      return { text: `${name}, ${when}: confirmed`, tone: 'accent' };
    case 'in_progress':
      return { text: `${name}’s session started`, tone: 'info' };
    case 'completed':
      return { text: `${name}’s session completed`, tone: 'done' };
    case 'no_show':
      return { text: `${name} did not come`, tone: 'bad' };
    case 'cancelled':
      return cancelledText(event, name, when);
    case 'scheduled':
    case null:
      return { text: `${name}’s session changed`, tone: 'done' };
  }
}

/** Who cancelled it, and the reason given. */
function cancelledText({ actorRole, reason }: Activity, name: string, when: string): { text: string; tone: Tone } {
  if (reason === 'hold_expired') return { text: `${name} did not pay in time; ${when} is free again`, tone: 'done' };
  const because = reason ? `: ${reasonText(reason)}` : '';
  switch (actorRole) {
    case 'client':
      return { text: `${name} cancelled ${when}${because}`, tone: 'bad' };
    case 'therapist':
      return { text: `You cancelled ${name}, ${when}${because}`, tone: 'bad' };
    case 'system':
      return { text: `${name}, ${when}: cancelled`, tone: 'bad' };
  }
}
