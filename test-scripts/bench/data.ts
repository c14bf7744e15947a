import type { Sql } from 'postgres';

export const THERAPISTS = 1000;
/** Sessions of each therapist in the month that is listed; all the others lie in the past. */
const COMING = 10;

/** A therapist or client by number; past the thousand: those of the special cases. */
export const personId = (kind: 'therapist' | 'client', number: number): string =>
  `${kind === 'therapist' ? '1' : '2'}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Switches the triggers of this connection's transaction off: what is written here is not booked but placed. */
export async function placing(sql: Sql, statements: string): Promise<void> {
  await sql.unsafe(`begin; set local session_replication_role = replica; ${statements}; commit`);
}

const id = (kind: 'therapist' | 'client', number: string) =>
  `('${kind === 'therapist' ? 1 : 2}0000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

const therapists = (from: number, to: number) => `
    insert into public.therapist_profiles (id, slug, full_name, time_zone, min_notice_minutes, requires_payment, headline, specialties, languages, location)
    select ${id('therapist', 't')}, 'therapist-' || t, 'Therapist ' || t, 'Europe/London', 0, false, 'Physiotherapy and sports massage',
      array['Sports massage', 'Physiotherapy'], array['English'], 'London'
    from generate_series(${from}, ${to}) as t;`;
const officeHours = (from: number, to: number) => `
    insert into public.availability_slots (therapist_id, day_of_week, start_time, end_time)
    select ${id('therapist', 't')}, d, '09:00', '17:00' from generate_series(${from}, ${to}) as t, generate_series(1, 5) as d;`;

/** A thousand therapists, nine to five on weekdays in London, and ten times as many clients. */
export async function placePeople(sql: Sql): Promise<void> {
  await placing(
    sql,
    `
    ${therapists(1, THERAPISTS + 10)}
    insert into public.client_profiles (id, full_name, email) select ${id('client', 'c')}, 'Client ' || c, 'client-' || c || '@bench.test' from generate_series(1, ${THERAPISTS * 10 + 10}) as c;
    ${officeHours(1, THERAPISTS)}
    insert into public.availability_slots (therapist_id, day_of_week, start_time, end_time)
    select ${id('therapist', 't')}, d, '00:00', '23:55' from generate_series(${THERAPISTS + 1}, ${THERAPISTS + 10}) as t, generate_series(0, 6) as d`,
  );
  await sql.unsafe('analyze');
}

/** Therapists with the same hours and no sessions, up to this many in all. */
export async function placeMoreTherapists(sql: Sql, total: number): Promise<void> {
  await placing(sql, therapists(THERAPISTS + 11, total + 10) + officeHours(THERAPISTS + 11, total + 10));
  await sql.unsafe('vacuum analyze public.therapist_profiles, public.availability_slots');
}

const COLUMNS = `therapist_id, client_id, client_name, session_date, start_time, time_zone, starts_at, ends_at, duration_minutes, price, currency, status, payment_status`;
const rest = (start: string, minutes: number) =>
  `'Client', (${start})::date, (${start})::time, 'UTC', ${start}, ${start} + interval '${minutes} minutes', ${minutes}, 80, 'GBP', 'confirmed', 'paid'`;

/**
 * Sessions `from` to `to` of every therapist: the first ten in the month to come, the others one an hour into the past. All of
 * them confirmed, as if none had ever been completed: each is in both constraints.
 */
export async function placeSessions(sql: Sql, from: number, to: number): Promise<void> {
  const start = `(date_trunc('hour', now()) + case when k <= ${COMING} then interval '3 days' * k else interval '-1 hour' * k end)`;
  await placing(
    sql,
    `insert into public.client_sessions (${COLUMNS})
    select ${id('therapist', 't')}, ${id('client', 't * 10 - k % 10')}, ${rest(start, 50)}
    from generate_series(${from}, ${to}) as k, generate_series(1, ${THERAPISTS}) as t`,
  );
  await sql.unsafe('vacuum analyze public.client_sessions');
}

/** So many sessions of one therapist, before now or evenly through the month to come. */
export async function placeFor(sql: Sql, therapist: number, count: number, when: 'past' | 'coming'): Promise<void> {
  if (count === 0) return;
  const step = when === 'past' ? '1 hour' : `${Math.floor((30 * 1440) / count)} minutes`;
  const start = `(date_trunc('hour', now()) ${when === 'past' ? '-' : '+'} interval '${step}' * k)`;
  await placing(
    sql,
    `insert into public.client_sessions (${COLUMNS})
    select '${personId('therapist', therapist)}', null, ${rest(start, 30)} from generate_series(1, ${count}) as k`,
  );
  await sql.unsafe('vacuum analyze public.client_sessions');
}
