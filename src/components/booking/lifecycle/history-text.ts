import { formatDay, formatTime } from '@/domain/format';
import { paymentLabel } from '@/domain/status';
import type { Viewer } from '@/components/viewer/viewer';
import type { PaymentStatus, SessionStatus } from '@/domain/session-facts';

interface HistoryEvent {
  actorRole: 'client' | 'therapist' | 'system';
  kind: 'booked' | 'status_changed' | 'payment_changed' | 'rescheduled';
  toStatus: SessionStatus | null;
  toPaymentStatus: PaymentStatus | null;
  /** Of a move: the old start and the new one, ISO. */
  fromStartsAt: string | null;
  toStartsAt: string | null;
  reason: string | null;
}

/** Whose clock the history is read on. */
type Reader = Pick<Viewer, 'timeZone' | 'timeFormat'>;

/** `Thu 10 Dec, 14:00` on the reader's clock. */
export function startText(startsAt: string, reader: Reader): string {
  return `${formatDay(startsAt, reader.timeZone, reader)}, ${formatTime(startsAt, reader.timeZone, reader)}`;
}

function actorText(role: HistoryEvent['actorRole']): string {
  switch (role) {
    case 'client':
      return 'by the client';
    case 'therapist':
      return 'by the therapist';
    case 'system':
      return 'automatically';
  }
}

function statusChangeText(status: SessionStatus): string {
  switch (status) {
    case 'scheduled':
      return 'Scheduled';
    case 'confirmed':
      return 'Confirmed';
    case 'in_progress':
      return 'Started';
    case 'completed':
      return 'Completed';
    case 'cancelled':
      return 'Cancelled';
    case 'no_show':
      return 'Marked as a no-show';
  }
}

/** `hold_expired` is set by the database; any other reason was written by a person. */
export function reasonText(reason: string | null): string {
  if (!reason) return '';
  return reason === 'hold_expired' ? 'it was not paid in time' : `“${reason}”`;
}

/** One line of a session's history: what happened, by whom, and why. */
export function historyText(event: HistoryEvent, reader: Reader): string {
  const reason = reasonText(event.reason);
  const because = reason ? `: ${reason}` : '';
  switch (event.kind) {
    case 'booked':
      return `Booked ${actorText(event.actorRole)}`;
    case 'status_changed':
      return `${event.toStatus ? statusChangeText(event.toStatus) : 'Changed'} ${actorText(event.actorRole)}${because}`;
    case 'payment_changed':
      return `Payment: ${event.toPaymentStatus ? paymentLabel(event.toPaymentStatus).toLowerCase() : 'changed'}${because}`;
    case 'rescheduled':
      return `Moved ${actorText(event.actorRole)}${
        event.fromStartsAt && event.toStartsAt
          ? ` from ${startText(event.fromStartsAt, reader)} to ${startText(event.toStartsAt, reader)}`
          : ''
      }${because}`;
  }
}
