import { expect } from 'vitest';

import type { Client } from './people.ts';
import { DAY, iso } from './slots.ts';
import { database } from './sql.ts';

/** I1 and I2: no two live sessions of one therapist, or of one client, overlap. Looked for by hand, not by the index. */
export async function expectNoOverlaps(): Promise<void> {
  const pairs = await database()`
    select a.id, b.id as other from public.client_sessions as a join public.client_sessions as b
      on a.id < b.id and (a.therapist_id = b.therapist_id or a.client_id = b.client_id)
      and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    where a.status in ('scheduled', 'confirmed', 'in_progress') and b.status in ('scheduled', 'confirmed', 'in_progress')`;
  expect(pairs).toEqual([]);
}

/** I7: what is listed for this client is explained as bookable, and no live session of the therapist is among it. */
export async function expectListIsBookable(api: Client, therapist: string, from: number): Promise<string[]> {
  const { data, error } = await api.rpc('get_available_slots', { p_therapist_id: therapist, p_from: iso(from), p_to: iso(from + DAY) });
  expect(error).toBeNull();
  const starts = (data ?? []).map((slot) => slot.starts_at);
  const why = await Promise.all(starts.map((start) => api.rpc('explain_slot', { p_therapist_id: therapist, p_starts_at: start })));
  expect(new Set(why.map((answer) => answer.data))).toEqual(new Set(starts.length > 0 ? ['BOOKABLE'] : []));
  return starts;
}

/** How many deadlocks this database has had. Other connections report theirs within a second of becoming idle. */
export async function deadlocks(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const [row] = await database()<{ deadlocks: number }[]>`
    select deadlocks::integer from pg_catalog.pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? -1;
}
