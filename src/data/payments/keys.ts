/** The instants a list of payments spans, [from, to). */
export interface PaymentRange {
  /** ISO; null: no bound. */
  from: string | null;
  to: string | null;
}

/** Cache keys of payments; all of them are renewed at once. */
export const paymentKeys = {
  all: ['payments'] as const,
  ofSession: (sessionId: string) => [...paymentKeys.all, sessionId] as const,
  list: (userId: string, range: PaymentRange) => [...paymentKeys.all, 'list', userId, range] as const,
  months: (userId: string) => [...paymentKeys.all, 'months', userId] as const,
  receipt: (userId: string, paymentId: string) => [...paymentKeys.all, 'receipt', userId, paymentId] as const,
  quote: (sessionId: string) => [...paymentKeys.all, 'quote', sessionId] as const,
};
