import { queryOptions, useQuery } from '@tanstack/react-query';
import { toInstant } from '@/data/read-row';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import type { Database } from '@/types/database';
import { sessionKeys } from './keys';

type Row = Database['public']['Tables']['session_notes']['Row'];

export const NOTES_COLUMNS = 'session_id, body, updated_at';

export function toSessionNotes(row: Pick<Row, 'session_id' | 'body' | 'updated_at'>) {
  return { sessionId: row.session_id, body: row.body, updatedAt: toInstant(row.updated_at) };
}

/** The therapist's private notes on one session. */
export type SessionNotes = ReturnType<typeof toSessionNotes>;

/** The caller's notes on a session, or null when there are none yet. Only their author reads them. Throws AppError. */
export async function fetchSessionNotes(sessionId: string, signal?: AbortSignal): Promise<SessionNotes | null> {
  const query = supabase.from('session_notes').select(NOTES_COLUMNS).eq('session_id', sessionId);
  const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
  if (error) throw toAppError(error);
  return data && toSessionNotes(data);
}

export function sessionNotesOptions(sessionId: string) {
  return queryOptions({
    queryKey: sessionKeys.notes(sessionId),
    queryFn: ({ signal }) => fetchSessionNotes(sessionId, signal),
  });
}

/** The signed-in therapist's notes on a session. */
export function useSessionNotes(sessionId: string) {
  return useQuery(sessionNotesOptions(sessionId));
}
