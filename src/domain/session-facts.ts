/** `client_sessions.status`. */
export const SESSION_STATUSES = ['scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** `client_sessions.payment_status`. */
export const PAYMENT_STATUSES = ['pending', 'paid', 'failed', 'refunded', 'partially_refunded', 'not_required'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export type Role = 'therapist' | 'client';

/** What the rules of `domain/` need to know of a session. Instants are ISO strings. */
export interface SessionFacts {
  status: SessionStatus;
  paymentStatus: PaymentStatus;
  startsAt: string;
  endsAt: string;
  /** Null when the session is not, or no longer, a hold. */
  holdExpiresAt: string | null;
  /** Hours before the start until which a client may cancel a confirmed session; frozen at booking. */
  cancellationNoticeHours: number;
  /** What a client pays who cancels later than that, in percent of the price. Null: they cannot. Frozen too. */
  lateCancelFeePercent: number | null;
  /** Null or left out while no payment was begun. */
  payment?: { status: string; isProcessing?: boolean } | null;
}
