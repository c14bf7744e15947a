import { z } from 'zod';
import { toInstant, toInstantOrNull } from '@/data/read-row';
import type { Database } from '@/types/database';

type Row = Database['public']['Tables']['session_events']['Row'];

export const EVENT_COLUMNS =
  'id, session_id, at, actor_role, kind, from_status, to_status, from_payment_status, to_payment_status, from_starts_at, to_starts_at, reason';

const kindSchema = z.enum(['booked', 'status_changed', 'payment_changed', 'rescheduled']);

/** One line of a session's history. Only the fields of its kind are set. Throws ZodError for a kind we do not know. */
export function toSessionEvent(row: Omit<Row, 'actor_id'>) {
  return {
    id: row.id,
    sessionId: row.session_id,
    at: toInstant(row.at),
    actorRole: row.actor_role,
    kind: kindSchema.parse(row.kind),
    fromStatus: row.from_status,
    toStatus: row.to_status,
    fromPaymentStatus: row.from_payment_status,
    toPaymentStatus: row.to_payment_status,
    fromStartsAt: toInstantOrNull(row.from_starts_at),
    toStartsAt: toInstantOrNull(row.to_starts_at),
    /** `hold_expired` when the database ended an unpaid hold; else the reason a person wrote. */
    reason: row.reason,
  };
}

export type SessionEvent = ReturnType<typeof toSessionEvent>;
