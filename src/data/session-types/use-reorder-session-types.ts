import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionTypeKeys } from './keys';
import type { SessionType } from '@/domain/session-type';
import { useSessionTypeCache } from './use-session-type-cache';

/** Numbers the types in the order of `ids`. Throws AppError; then some may have moved and some not. */
export async function reorderSessionTypes(ids: readonly string[]): Promise<void> {
  const answers = await Promise.all(
    ids.map((id, position) => supabase.from('session_types').update({ position }).eq('id', id).neq('position', position)),
  );
  const failed = answers.find(({ error }) => error);
  if (failed) throw toAppError(failed.error);
}

/** Puts the own types in the order of their ids, at once on screen; a refusal puts back what the database has. */
export function useReorderSessionTypes() {
  const queryClient = useQueryClient();
  const queryKey = sessionTypeKeys.own(useCurrentUserId() ?? '');
  return useMutation({
    mutationFn: reorderSessionTypes,
    // One after the other: the last order asked for is the one that stays.
    scope: { id: 'session-type-order' },
    onMutate: async (ids) => {
      await queryClient.cancelQueries({ queryKey });
      const place = new Map(ids.map((id, position) => [id, position]));
      queryClient.setQueryData<SessionType[]>(queryKey, (types) =>
        types?.map((type) => ({ ...type, position: place.get(type.id) ?? type.position })).toSorted((a, b) => a.position - b.position),
      );
    },
    onSettled: useSessionTypeCache(),
  });
}
