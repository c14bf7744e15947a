import { useMutation } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { OVERRIDE_COLUMNS, toOverride } from './override';
import type { Override } from './override';
import { useOverrideCache } from './use-override-cache';

/** Removes an override and answers with it, for an undo. Throws AppError (`NOT_FOUND` when it was removed already). */
export async function removeOverride(id: string): Promise<Override> {
  const { data, error } = await supabase.from('availability_overrides').delete().eq('id', id).select(OVERRIDE_COLUMNS).single();
  if (error) throw toAppError(error);
  return toOverride(data);
}

export function useRemoveOverride() {
  return useMutation({ mutationFn: removeOverride, onSettled: useOverrideCache() });
}
