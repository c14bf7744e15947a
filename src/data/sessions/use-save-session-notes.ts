import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';
import { NOTES_COLUMNS, toSessionNotes } from './use-session-notes';
import type { SessionNotes } from './use-session-notes';

/** Writes the therapist's notes on a session, first time or again; at most 10000 characters. Throws AppError. */
export async function updateSessionNotes({ sessionId, body }: { sessionId: string; body: string }): Promise<SessionNotes> {
  const { data, error } = await supabase
    .from('session_notes')
    .upsert({ session_id: sessionId, body }, { onConflict: 'session_id' })
    .select(NOTES_COLUMNS)
    .single();
  if (error) throw toAppError(error);
  return toSessionNotes(data);
}

/** Saves notes. Saves wait for one another, so that the last text written is the one that stays. */
export function useSaveSessionNotes() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: updateSessionNotes,
    scope: { id: 'session-notes' },
    onSuccess: (notes) => queryClient.setQueryData(sessionKeys.notes(notes.sessionId), notes),
  });
}
