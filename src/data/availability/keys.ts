/** A question for free starts. `from` and `to` are ISO instants, half-open, at most 62 days apart. */
export interface SlotRange {
  therapistId: string;
  from: string;
  to: string;
  durationMinutes: number;
  /** Left out or null: the type that a booking without one would get. */
  sessionTypeId?: string | null | undefined;
  /**
   * A session of the caller's that is to be moved: its own time counts as free, and with its own length it is listed
   * on the terms it was booked on, whatever type is asked for.
   */
  ignoreSessionId?: string | null | undefined;
}

/** A start (ISO) that is not free, for which free starts near it are asked. */
export interface WantedSlot {
  therapistId: string;
  startsAt: string;
  durationMinutes?: number | null | undefined;
  sessionTypeId?: string | null | undefined;
  /** How many, 0 to 20; three unless given. */
  limit?: number | undefined;
}

/** "Why is this start (ISO) not offered?" Duration and type left out: those that a booking without them would get. */
export interface OwnSlotQuestion {
  startsAt: string;
  durationMinutes?: number | null | undefined;
  sessionTypeId?: string | null | undefined;
}

/** Cache keys of working hours and free times. */
export const availabilityKeys = {
  all: ['availability'] as const,
  weekly: (therapistId: string) => [...availabilityKeys.all, 'weekly', therapistId] as const,
  slotsOf: (therapistId: string) => [...availabilityKeys.all, 'slots', therapistId] as const,
  slots: ({ therapistId, sessionTypeId = null, ignoreSessionId = null, ...range }: SlotRange) =>
    [...availabilityKeys.slotsOf(therapistId), { ...range, sessionTypeId, ignoreSessionId }] as const,
  next: ({ therapistId, ...range }: Omit<SlotRange, 'to'> & { days: number }) =>
    [...availabilityKeys.slotsOf(therapistId), 'next', range] as const,
  alternatives: ({ therapistId, ...wanted }: WantedSlot) => [...availabilityKeys.slotsOf(therapistId), 'alternatives', wanted] as const,
  explanation: (therapistId: string, question: OwnSlotQuestion) =>
    [...availabilityKeys.slotsOf(therapistId), 'explanation', question] as const,
};
