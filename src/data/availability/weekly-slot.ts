import { toWallTime } from '@/data/read-row';
import type { WeeklySlot } from '@/domain/slots';
import type { Database } from '@/types/database';

type Row = Database['public']['Tables']['availability_slots']['Row'];

export const WEEKLY_COLUMNS = 'id, therapist_id, day_of_week, start_time, end_time, duration_minutes, is_available';

/** A saved row of the week. */
export interface SavedSlot extends WeeklySlot {
  id: string;
}

export function toWeeklySlot(row: Omit<Row, 'created_at' | 'updated_at' | 'therapist_id'>): SavedSlot {
  return {
    id: row.id,
    dayOfWeek: row.day_of_week,
    startTime: toWallTime(row.start_time),
    endTime: toWallTime(row.end_time),
    durationMinutes: row.duration_minutes,
    isAvailable: row.is_available,
  };
}
