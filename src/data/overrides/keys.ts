/** Cache keys of days off and extra hours. */
export const overrideKeys = {
  all: ['overrides'] as const,
  of: (therapistId: string) => [...overrideKeys.all, therapistId] as const,
  list: (therapistId: string, from: string | null) => [...overrideKeys.of(therapistId), { from }] as const,
};
