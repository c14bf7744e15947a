import type { Database } from '@/types/database';

type Row = Database['public']['Tables']['client_profiles']['Row'];

export const CLIENT_COLUMNS = 'id, full_name, email, phone, time_zone, time_format, email_reminders';

/** How a client wants times written; `auto` follows the browser's language. */
export const TIME_FORMATS = ['auto', '12h', '24h'] as const;

/** A client's contact details and preferences. */
export function toClient(row: Omit<Row, 'created_at' | 'updated_at'>) {
  return {
    id: row.id,
    fullName: row.full_name,
    email: row.email,
    phone: row.phone,
    timeZone: row.time_zone,
    timeFormat: TIME_FORMATS.find((format) => format === row.time_format) ?? 'auto',
    emailReminders: row.email_reminders,
  };
}

export type ClientProfile = ReturnType<typeof toClient>;
