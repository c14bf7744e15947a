import { queryOptions, useQuery } from '@tanstack/react-query';
import { THERAPIST_COLUMNS } from '@/data/early-requests';
import { slotFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { therapistKeys } from './keys';
import { toTherapist } from './therapist';
import type { TherapistProfile } from './therapist';

/** The profile at `/therapists/<slug>`, or null when there is none. Throws AppError. */
export async function fetchTherapist(slug: string, signal?: AbortSignal): Promise<TherapistProfile | null> {
  const query = supabase.from('therapist_profiles').select(THERAPIST_COLUMNS).eq('slug', slug);
  const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
  if (error) throw toAppError(error);
  return data && toTherapist(data);
}

export function therapistOptions(slug: string) {
  return queryOptions({
    queryKey: therapistKeys.bySlug(slug),
    queryFn: ({ signal }) => fetchTherapist(slug, signal),
    ...slotFreshness,
  });
}

/** A therapist's public profile by its slug; `data` is null when no therapist has it. */
export function useTherapist(slug: string) {
  return useQuery(therapistOptions(slug));
}
