import type { SessionType } from '@/domain/session-type';
import type { Database } from '@/types/database';

type Row = Database['public']['Tables']['session_types']['Row'];

export const SESSION_TYPE_COLUMNS =
  'id, name, durations, price, place, buffer_before_minutes, buffer_after_minutes, first_visit_only, is_active, position';

export function toSessionType(row: Omit<Row, 'therapist_id' | 'created_at' | 'updated_at'>): SessionType {
  return {
    id: row.id,
    name: row.name,
    durations: row.durations.toSorted((a, b) => a - b),
    price: row.price,
    place: row.place,
    firstVisitOnly: row.first_visit_only,
    bufferBefore: row.buffer_before_minutes,
    bufferAfter: row.buffer_after_minutes,
    isActive: row.is_active,
    position: row.position,
  };
}
