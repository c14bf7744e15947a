import type { PaymentState } from '@/domain/payment-text';

/** The instants a list of payments spans, [from, to). */
export interface PaymentRange {
  /** ISO; null: no bound. */
  from: string | null;
  to: string | null;
}

/** What the database is asked to leave of a person's payments. */
export interface PaymentListFilters extends PaymentRange {
  /** Null: every state. */
  state: PaymentState | null;
  /** Words that must all be found in the other's name, the type or the receipt number; empty: all. */
  search: string;
}

export const NO_FILTERS: PaymentListFilters = { state: null, from: null, to: null, search: '' };

/**
 * Cache keys of payments. Lists hold ids; below `rows` is each payment that a list shows, once. After a change all of them are
 * renewed at once, by `refreshPayments`.
 */
export const paymentKeys = {
  all: ['payments'] as const,
  ofSession: (sessionId: string) => [...paymentKeys.all, sessionId] as const,
  list: (userId: string, filters: PaymentListFilters) => [...paymentKeys.all, 'list', userId, filters] as const,
  counts: (userId: string, filters: PaymentListFilters) => [...paymentKeys.all, 'counts', userId, filters] as const,
  rows: () => [...paymentKeys.all, 'row'] as const,
  listed: (paymentId: string) => [...paymentKeys.rows(), paymentId] as const,
  months: (userId: string) => [...paymentKeys.all, 'months', userId] as const,
  receipt: (userId: string, paymentId: string) => [...paymentKeys.all, 'receipt', userId, paymentId] as const,
  quote: (sessionId: string) => [...paymentKeys.all, 'quote', sessionId] as const,
};
