import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { THERAPISTS_PER_PAGE } from '@/data/early-requests';
import { toInstantOrNull } from '@/data/read-row';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import type { Database } from '@/types/database';
import { therapistKeys } from './keys';

type Row = Database['public']['Functions']['list_therapists']['Returns'][number];

function toCard(row: Row) {
  return {
    id: row.id,
    slug: row.slug,
    fullName: row.full_name,
    headline: row.headline,
    specialties: row.specialties,
    languages: row.languages,
    location: row.location,
    timeZone: row.time_zone,
    hourlyRate: row.hourly_rate,
    currency: row.currency,
    isVerified: row.is_verified,
    isAcceptingClients: row.is_accepting_clients,
    defaultDurationMinutes: row.default_duration_minutes,
    /** Earliest bookable start for the default length (ISO), or null: nothing free within 62 days. */
    nextAvailableAt: toInstantOrNull(row.next_available_at),
  };
}

/** A therapist as the directory shows them. */
export type TherapistCard = ReturnType<typeof toCard>;

/**
 * One page of therapists who have working hours, those taking clients and verified first. Every word of `search` must
 * be found in name, headline, specialties, languages or location. Throws AppError.
 */
export async function fetchTherapists(
  { search, page }: { search: string; page: number },
  signal?: AbortSignal,
): Promise<{ therapists: TherapistCard[]; total: number }> {
  const query = supabase.rpc('list_therapists', {
    p_search: search,
    p_limit: THERAPISTS_PER_PAGE,
    p_offset: (page - 1) * THERAPISTS_PER_PAGE,
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return { therapists: data.map(toCard), total: data[0]?.total_count ?? 0 };
}

export function therapistsOptions(input: { search?: string; page?: number } = {}) {
  const search = (input.search ?? '').trim();
  const page = input.page ?? 1;
  return queryOptions({
    queryKey: therapistKeys.list(search, page),
    queryFn: ({ signal }) => fetchTherapists({ search, page }, signal),
    // Typing in the search box must not blink the list away.
    placeholderData: keepPreviousData,
  });
}

/** The directory: `page` counts from 1. While a new search loads, the last list stays (`isPlaceholderData`). */
export function useTherapists(input: { search?: string; page?: number } = {}) {
  return useQuery(therapistsOptions(input));
}
