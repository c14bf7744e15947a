import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { z } from 'zod/mini';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { fromMinorUnits } from '@/domain/price';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';

/** A therapist's month or week, whole, what is booked to come included. */
export interface PeriodFigures {
  /** First day, YYYY-MM-DD in the therapist's zone. */
  startsOn: string;
  /** Held or to be held. */
  sessions: number;
  /** People whose first session that was or is to be held is in it. */
  newClients: number;
  bookedMinutes: number;
  /** Of the hours in force: days off taken out, extra hours added. */
  workingMinutes: number;
  /** What its sessions brought and keep, in main units, by currency. */
  revenue: Record<string, number>;
}

/** This one first. Two months, eight weeks; empty for a caller who is no therapist. */
export interface PracticeFigures {
  months: PeriodFigures[];
  weeks: PeriodFigures[];
}

const revenueSchema = z.record(z.string(), z.number());

/** Added up in the database. Throws AppError. */
export async function fetchPracticeFigures(signal?: AbortSignal): Promise<PracticeFigures> {
  const query = supabase.rpc('practice_figures');
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  const of = (period: string) =>
    data
      .filter((row) => row.period === period)
      .map((row) => ({
        startsOn: row.starts_on,
        sessions: row.sessions,
        newClients: row.new_clients,
        bookedMinutes: row.booked_minutes,
        workingMinutes: row.working_minutes,
        revenue: Object.fromEntries(
          Object.entries(revenueSchema.parse(row.revenue)).map(([currency, minor]) => [currency, fromMinorUnits(minor, currency)]),
        ),
      }));
  return { months: of('month'), weeks: of('week') };
}

/** The signed-in therapist's figures, renewed by `useSessionsChannel`. */
export function usePracticeFigures() {
  const userId = useCurrentUserId();
  return useQuery(
    queryOptions({
      queryKey: sessionKeys.figures(userId ?? ''),
      queryFn: userId ? ({ signal }) => fetchPracticeFigures(signal) : skipToken,
      ...sessionFreshness,
    }),
  );
}
