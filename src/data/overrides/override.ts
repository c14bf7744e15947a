import { toWallTime } from '@/data/read-row';
import type { OneOffHours } from '@/domain/overrides';
import type { Database } from '@/types/database';

type Row = Database['public']['Tables']['availability_overrides']['Row'];

export const OVERRIDE_COLUMNS = 'id, starts_on, ends_on, start_time, end_time, is_available, reason';

/** A saved day off, or extra hours. The reason is for the therapist alone. */
export interface Override extends OneOffHours {
  id: string;
  reason: string;
}

export function toOverride(row: Omit<Row, 'therapist_id' | 'created_at' | 'updated_at'>): Override {
  return {
    id: row.id,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    startTime: row.start_time === null ? null : toWallTime(row.start_time),
    endTime: row.end_time === null ? null : toWallTime(row.end_time),
    isAvailable: row.is_available,
    reason: row.reason,
  };
}
