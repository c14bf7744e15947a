/** Cache keys of session types. */
export const sessionTypeKeys = {
  all: ['session-types'] as const,
  of: (therapistId: string) => [...sessionTypeKeys.all, therapistId] as const,
  /** Those clients can book. */
  bookable: (therapistId: string) => [...sessionTypeKeys.of(therapistId), 'bookable'] as const,
  /** All of a therapist's own, paused ones too. */
  own: (therapistId: string) => [...sessionTypeKeys.of(therapistId), 'own'] as const,
};
