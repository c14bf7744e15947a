import type { Database } from './database';

type Generated = Database['public'];
type Sessions = Generated['Tables']['client_sessions'];

/**
 * What a client sends to book. The generated type asks for every column without a default, but the insert trigger
 * fills those in and decides them: sending more would be refused or overruled.
 */
type BookingInsert = Pick<
  Sessions['Insert'],
  'id' | 'starts_at' | 'therapist_id' | 'duration_minutes' | 'session_type' | 'session_type_id' | 'notes'
> &
  Partial<Pick<Sessions['Insert'], 'price'>>;

/** The generated schema with the one correction that a generator cannot know. */
export interface AppDatabase {
  public: Omit<Generated, 'Tables'> & {
    Tables: Omit<Generated['Tables'], 'client_sessions'> & {
      client_sessions: Omit<Sessions, 'Insert'> & { Insert: BookingInsert };
    };
  };
}
