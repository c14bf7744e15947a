import { readFile } from 'node:fs/promises';

import type { ReservedSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PROJECT } from '../../local/base/config.ts';

import { visitor } from '../support/people.ts';
import { database } from '../support/sql.ts';

const seed = () => readFile(PROJECT.seed, 'utf8');

/** The demo data on top of what other tests left, in a transaction that is never committed. */
let sql: ReservedSql;

const mail = '%@demo.test';

/** The demo data replace the history that the triggers wrote, so they expect an empty database. */
async function sow(own: ReservedSql, data: string): Promise<void> {
  await own`delete from public.refunds`;
  await own`delete from public.payments`;
  await own`delete from public.client_sessions`;
  await own.unsafe(data);
}

describe('The demo data', () => {
  beforeAll(async () => {
    sql = await database().reserve();
    await sql`begin`;
    await sow(sql, await seed());
  });
  afterAll(async () => {
    await sql`rollback`;
    sql.release();
  });

  it('has eight therapists in at least five zones, each with price, currency and hours', async () => {
    const therapists = await sql<
      { full_name: string; time_zone: string; currency: string; hourly_rate: string; hours: number; headline: string; slug: string }[]
    >`
        select p.*, (select count(*)::integer from public.availability_slots as a where a.therapist_id = p.id and a.is_available) as hours
        from public.therapist_profiles as p join auth.users as u using (id) where u.email like ${mail}`;
    expect(therapists).toHaveLength(8);
    expect(new Set(therapists.map((one) => one.time_zone)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(therapists.map((one) => one.currency)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(therapists.map((one) => one.hourly_rate)).size).toBe(8);
    for (const one of therapists) {
      expect(one.hours).toBeGreaterThan(5);
      expect(one.headline).not.toBe('');
    }
    expect(therapists.map((one) => one.slug)).toContain('dr-sarah-johnson');
  });

  it('has six clients with their own zones', async () => {
    const clients = await sql`select full_name, email from public.client_profiles where email like ${mail} order by email`;
    expect(clients.map((one) => one.email as string)).toEqual(
      ['ana', 'john', 'leila', 'maya', 'noah', 'tom'].map(
        (name) => expect.stringMatching(new RegExp(`^${name}\\..+@demo\\.test$`)) as string,
      ),
    );
  });

  it('has sessions in every status, past and future', async () => {
    const statuses = await sql`select distinct status::text from public.client_sessions order by 1`;
    expect(statuses.map((row) => row.status as string)).toEqual([
      'cancelled',
      'completed',
      'confirmed',
      'in_progress',
      'no_show',
      'scheduled',
    ]);
    const [counts] =
      await sql`select count(*) filter (where starts_at < now())::integer as past, count(*) filter (where starts_at > now())::integer as future from public.client_sessions`;
    expect(counts?.past).toBeGreaterThan(5);
    expect(counts?.future).toBeGreaterThan(5);
    // Past sessions are over, and coming sessions are not.
    expect(
      await sql`select id, status, starts_at from public.client_sessions
        where (status in ('completed', 'no_show') and ends_at > now()) or (status in ('scheduled', 'confirmed') and ends_at < now())`,
    ).toEqual([]);
  });

  it('has a payment for each paid session, and a refund for each refunded one', async () => {
    expect(
      await sql`
        select s.id, s.payment_status, p.status, p.refunded_minor from public.client_sessions as s
        left join public.payments as p on p.session_id = s.id
        left join public.refunds as r on r.session_id = s.id
        where (s.payment_status in ('paid', 'refunded')) <> (coalesce(p.status::text, '') = 'succeeded')
          or (s.payment_status = 'refunded') <> (coalesce(p.refunded_minor, 0) > 0 and r.status = 'succeeded')
          or p.amount_minor <> private.minor_units(s.price, s.currency)`,
    ).toEqual([]);
    const [due] = await sql`select jsonb_array_length(public.jobs_due() -> 'refunds') as refunds`;
    expect(due?.refunds).toBe(0);
  });

  it('has a history for each session, and private notes', async () => {
    expect(
      await sql`select s.id from public.client_sessions as s
        where (select e.to_status from public.session_events as e where e.session_id = s.id and e.to_status is not null order by e.at desc, e.id desc limit 1) is distinct from s.status`,
    ).toEqual([]);
    expect((await sql`select 1 from public.session_notes where body <> ''`).length).toBeGreaterThan(0);
  });

  it('has free times within two weeks at every therapist, all of which can be listed', async () => {
    const rows = await sql`select full_name, next_available_at is not null and next_available_at < now() + interval '14 days' as soon
        from public.list_therapists(null, 100) as l join auth.users as u using (id) where u.email like ${mail}`;
    expect(rows.map((row) => [row.full_name as string, row.soon as boolean])).toEqual(rows.map((row) => [row.full_name as string, true]));
    expect(rows).toHaveLength(8);
  });
});

/** The demo data as it is when it is sown so many days from now. */
const seedIn = async (days: number) =>
  (await seed()).replaceAll('current_date', `(current_date + ${days})`).replaceAll('now()', `(now() + interval '${days} days')`);

it.each([0, 1, 2, 3, 4, 5, 6])('The demo data made %i days from now have every session within working hours', async (days) => {
  const own = await database().reserve();
  try {
    await own`begin`;
    await sow(own, await seedIn(days));
    const sessions = await own`
      select s.status, s.starts_at, s.starts_at > now() + make_interval(days => ${days}) as is_ahead, s.is_outside_hours
        <> private.working_time(s.therapist_id, s.time_zone, s.session_date, s.session_date) @> tstzrange(s.starts_at, s.ends_at) as is_told
      from public.client_sessions as s`;
    expect(sessions).toHaveLength(28);
    expect(sessions.filter((row) => row.is_told === false)).toEqual([]);
    // Each on the side of now where its status says it is.
    expect(sessions.filter((row) => row.is_ahead !== ['scheduled', 'confirmed'].includes(row.status as string))).toEqual([]);
  } finally {
    await own`rollback`;
    own.release();
  }
});

describe('The demo accounts', () => {
  it('sign in with the printed password, as therapist and as client', async () => {
    const users = await seed();
    // Only the people: the statements up to the profiles' texts.
    await database().unsafe(users.slice(0, users.indexOf('update public.therapist_profiles')));
    try {
      for (const email of ['sarah.johnson@demo.test', 'maya.chen@demo.test', 'john.smith@demo.test', 'ana.ruiz@demo.test']) {
        const api = visitor();
        const { data, error } = await api.auth.signInWithPassword({ email, password: 'peer-care-demo' });
        expect([email, error]).toEqual([email, null]);
        const table = /sarah|chen/.test(email) ? 'therapist_profiles' : 'client_profiles';
        expect(
          (
            await api
              .from(table)
              .select('id')
              .eq('id', data.user?.id ?? '')
              .single()
          ).data,
        ).toEqual({ id: data.user?.id });
      }
      expect(
        (await visitor().auth.signInWithPassword({ email: 'john.smith@demo.test', password: 'peer-care-demos' })).error,
      ).not.toBeNull();
    } finally {
      await database()`delete from auth.users where email like ${mail}`;
    }
  });
});
