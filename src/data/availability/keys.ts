/** What a calendar asks for. `from` and `to` are ISO instants, half-open, at most 62 days apart. */
export interface SlotRange {
  therapistId: string;
  from: string;
  to: string;
  durationMinutes: number;
  /** A session of the caller's that is to be moved: its own time counts as free. */
  ignoreSessionId?: string;
}

/** Cache keys of working hours and free times. */
export const availabilityKeys = {
  all: ['availability'] as const,
  weekly: (therapistId: string) => [...availabilityKeys.all, 'weekly', therapistId] as const,
  slotsOf: (therapistId: string) => [...availabilityKeys.all, 'slots', therapistId] as const,
  slots: ({ therapistId, ...range }: SlotRange) => [...availabilityKeys.slotsOf(therapistId), range] as const,
  next: (therapistId: string, range: { durationMinutes: number; from: string; days: number }) =>
    [...availabilityKeys.slotsOf(therapistId), 'next', range] as const,
};
