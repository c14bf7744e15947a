import { toInstant, toWallTime } from '@/data/read-row';
import type { Database } from '@/types/database';

type Row = Database['public']['Functions']['get_available_slots']['Returns'][number];

/** A start that can be booked now. Instants are ISO in UTC; date and time are the therapist's wall clock. */
export function toAvailableSlot(row: Row) {
  return {
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    sessionDate: row.session_date,
    startTime: toWallTime(row.start_time),
    /** In main units of the therapist's currency. */
    price: row.price,
  };
}

export type AvailableSlot = ReturnType<typeof toAvailableSlot>;
