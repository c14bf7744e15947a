/** Cache keys of payments. */
export const paymentKeys = {
  all: ['payments'] as const,
  ofSession: (sessionId: string) => [...paymentKeys.all, sessionId] as const,
};
