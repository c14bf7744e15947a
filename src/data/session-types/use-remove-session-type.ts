import { useMutation } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { useSessionTypeCache } from './use-session-type-cache';

/** Removes a type. Sessions booked as one keep its name, price and place. Throws AppError (`NOT_FOUND` when it was removed already). */
export async function removeSessionType(id: string): Promise<void> {
  const { error } = await supabase.from('session_types').delete().eq('id', id).select('id').single();
  if (error) throw toAppError(error);
}

export function useRemoveSessionType() {
  return useMutation({ mutationFn: removeSessionType, onSettled: useSessionTypeCache() });
}
