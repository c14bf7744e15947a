/** Cache keys of what therapists offer. */
export const sessionTypeKeys = {
  all: ['session-types'] as const,
  of: (therapistId: string) => [...sessionTypeKeys.all, therapistId] as const,
  /** What clients may choose from. */
  offered: (therapistId: string) => [...sessionTypeKeys.of(therapistId), 'offered'] as const,
  /** All of a therapist's own, paused ones too. */
  own: (therapistId: string) => [...sessionTypeKeys.of(therapistId), 'own'] as const,
};
