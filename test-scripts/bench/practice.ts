import type { Sql } from 'postgres';

import { placing } from './data.ts';
import { describeTiming, repeat, report } from './measure.ts';

const SESSIONS = 20_000;
const CLIENTS = 2_000;
/** For each question of a screen. */
const LIMIT_MS = 50;

/**
 * A practice of ten years: 20,000 sessions with 2,000 clients and some guests, the last of them two months ahead; seven of ten are
 * completed and paid, the others missed, cancelled, refunded or unpaid. With their payments and their history.
 */
export async function placePractice(sql: Sql, therapist: string): Promise<void> {
  const client = (number: string) => `('29000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
  const name = (number: string) =>
    `'Client ' || (${number}) || ' ' || (array['Ruiz', 'Smith', 'Okafor', 'Müller', 'Tanaka'])[1 + (${number}) % 5]`;
  await placing(
    sql,
    `
    insert into public.client_profiles (id, full_name, email)
    select ${client('c')}, ${name('c')}, 'client' || c || '@practice.test' from generate_series(1, ${CLIENTS}) as c;
    create temporary table placed on commit drop as
    select k, c, starts_at, starts_at < now() - interval '1 day' as is_past,
      case when starts_at < now() - interval '1 day'
        then (array['completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'no_show', 'cancelled', 'completed'])[1 + k % 10]
        else (array['confirmed', 'confirmed', 'confirmed', 'confirmed', 'scheduled', 'cancelled', 'confirmed', 'confirmed', 'confirmed', 'confirmed'])[1 + k % 10]
      end::public.session_status as status,
      case when k % 10 = 5 then 'refunded' when k % 10 = 4 and starts_at > now() then 'pending' else 'paid' end::public.payment_status as payment_status
    from (
      select k, 1 + (k * 7919) % ${CLIENTS} as c, date_trunc('hour', now()) + interval '60 days' - k * interval '4 hours 20 minutes' as starts_at
      from generate_series(1, ${SESSIONS}) as k
    ) as s;
    insert into public.client_sessions (therapist_id, client_id, client_name, client_email, session_date, start_time, time_zone, starts_at,
      ends_at, duration_minutes, price, currency, status, payment_status, notes, cancelled_at, cancelled_by)
    select '${therapist}', case when k % 17 = 0 then null else ${client('c')} end, ${name('c')}, 'client' || c || '@practice.test',
      (starts_at at time zone 'Europe/London')::date, (starts_at at time zone 'Europe/London')::time, 'Europe/London', starts_at,
      starts_at + interval '50 minutes', 50, 80, 'GBP', status, payment_status,
      'Looking for help with a stiff shoulder after a fall, number ' || k,
      case when status = 'cancelled' then starts_at - interval '2 days' end,
      case when status = 'cancelled' then 'client'::public.session_actor end
    from placed;
    insert into public.payments (therapist_id, client_id, session_id, amount_minor, currency, status, paid_at, refunded_minor, receipt_number)
    select therapist_id, client_id, id, 8000, 'GBP', 'succeeded', least(starts_at - interval '3 days', now()),
      case when payment_status = 'refunded' then 8000 else 0 end, 100000 + row_number() over (order by starts_at)
    from public.client_sessions where therapist_id = '${therapist}' and payment_status in ('paid', 'refunded');
    insert into public.session_events (session_id, actor_role, kind, to_status, to_payment_status, to_starts_at, at)
    select id, 'client', 'booked', status, payment_status, starts_at, starts_at - interval '4 days'
    from public.client_sessions where therapist_id = '${therapist}'`,
  );
  await sql.unsafe('vacuum analyze');
}

/** What the screens of that therapist ask, as the API asks it: the role, and row level security. Each has its limit. */
export async function measurePractice(sql: Sql, therapist: string, ms: number): Promise<void> {
  const claims = JSON.stringify({ role: 'authenticated', sub: therapist });
  await sql.unsafe(`select set_config('request.jwt.claims', '${claims}', false); set role authenticated`);
  const json = (from: string) => () => sql.unsafe(`select coalesce(json_agg(r), '[]')::text as body from (select * from ${from}) as r`);
  const rows = (ids: string) => () =>
    sql.unsafe(`select coalesce(json_agg(r), '[]')::text as body from (
      select s.*, (select json_agg(p) from public.payments as p where p.session_id = s.id) as payment
      from public.client_sessions as s where s.id in (select id from ${ids})) as r`);
  const asked: [what: string, ask: () => Promise<unknown>][] = [
    ['today: the day', json('public.find_day_sessions()')],
    ['today: the figures of its months', json('public.practice_figures()')],
    ['sessions: their counts', json('public.count_sessions()')],
    ['sessions: the first page of those to come', rows('public.find_sessions(p_upcoming => true)')],
    ['sessions: the first page of the others', rows('public.find_sessions(p_upcoming => false, p_limit => 10)')],
    ['sessions: a search for a name', rows(`public.find_sessions(p_upcoming => false, p_search => 'okafor 77')`)],
    [
      'hours: sessions to come',
      json(`(select id, client_name, starts_at, duration_minutes from public.client_sessions
      where therapist_id = '${therapist}' and status in ('scheduled', 'confirmed', 'in_progress') and ends_at > now()) as c`),
    ],
    ['payments: the first page', json('public.find_payments()')],
    ['payments: their months', json('public.payment_months()')],
    ['clients: those seen last', json('public.list_clients()')],
  ];
  for (const [what, ask] of asked) {
    const timing = await repeat(ask, ms);
    report(`  ${what}`, describeTiming(timing), { value: timing.median, limit: LIMIT_MS, unit: ' ms' });
  }
}
