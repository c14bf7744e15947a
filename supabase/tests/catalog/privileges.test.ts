import { describe, expect, it } from 'vitest';

import { database } from '../support/sql.ts';

/** One text column of a query, sorted. */
const list = async (query: Promise<readonly { item: string }[]>) => (await query).map((row) => row.item).sort();

describe('Tables', () => {
  it('each has row level security and a comment', async () => {
    const tables = await database()<{ name: string; rls: boolean; described: boolean }[]>`
      select c.oid::regclass::text as name, c.relrowsecurity as rls, obj_description(c.oid, 'pg_class') <> '' as described
      from pg_catalog.pg_class as c
      where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p')
      order by 1`;
    expect(tables).toEqual(
      [
        'availability_overrides',
        'availability_slots',
        'client_profiles',
        'client_sessions',
        'payments',
        'private.payment_cursor',
        'private.payment_events',
        'refunds',
        'session_events',
        'session_notes',
        'session_types',
        'therapist_profiles',
      ].map((name) => ({ name, rls: true, described: true })),
    );
  });

  it('none is a view that reads past its caller', async () => {
    const views = await list(database()`
      select c.oid::regclass::text as item from pg_catalog.pg_class as c
      where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('v', 'm')
        and (c.relkind = 'm' or not coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false))`);
    expect(views).toEqual([]);
  });

  it('each has an index for each of its foreign keys', async () => {
    const bare = await list(database()`
      select k.conrelid::regclass || ': ' || k.conname as item from pg_catalog.pg_constraint as k
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and not exists (select 1 from pg_catalog.pg_index as i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])`);
    expect(bare).toEqual([]);
  });
});

describe('Table privileges of the API roles', () => {
  it('are exactly these for whole tables', async () => {
    const granted = await list(database()`
      select r.role || ' ' || c.oid::regclass || ': ' || string_agg(lower(p.privilege), ' ' order by p.privilege) as item
      from unnest(array['anon', 'authenticated', 'service_role']) as r (role)
      cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) as p (privilege)
      join pg_catalog.pg_class as c on c.relkind in ('r', 'p', 'v', 'm')
        and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      where has_table_privilege(r.role, c.oid, p.privilege)
      group by r.role, c.oid order by 1`);
    expect(granted).toEqual([
      'anon session_types: select',
      'anon therapist_profiles: select',
      'authenticated availability_overrides: delete select',
      'authenticated availability_slots: delete select',
      'authenticated client_profiles: select',
      'authenticated client_sessions: select',
      'authenticated payments: select',
      'authenticated private.payment_list: select',
      'authenticated private.session_list: select',
      'authenticated refunds: select',
      'authenticated session_events: select',
      'authenticated session_notes: delete select',
      'authenticated session_types: delete select',
      'authenticated therapist_profiles: select',
      'service_role availability_overrides: delete insert select update',
      'service_role availability_slots: delete insert select update',
      'service_role client_profiles: delete insert select update',
      'service_role client_sessions: delete insert select update',
      'service_role payments: delete insert select update',
      'service_role private.payment_cursor: select update',
      'service_role private.payment_events: insert select',
      'service_role refunds: delete insert select update',
      'service_role session_events: select',
      'service_role session_notes: delete insert select update',
      'service_role session_types: delete insert select update',
      'service_role therapist_profiles: delete insert select update',
    ]);
  });

  it('are exactly these by column', async () => {
    const granted = await list(database()`
      select r.role || ' ' || lower(p.privilege) || ' ' || c.oid::regclass || ': '
        || string_agg(a.attname, ' ' order by a.attname) as item
      from unnest(array['anon', 'authenticated']) as r (role)
      cross join unnest(array['INSERT', 'UPDATE']) as p (privilege)
      join pg_catalog.pg_class as c on c.relkind in ('r', 'p', 'v')
        and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where has_column_privilege(r.role, c.oid, a.attnum, p.privilege)
      group by r.role, p.privilege, c.oid order by 1`);
    expect(granted).toEqual([
      'authenticated insert availability_overrides: end_time ends_on id is_available reason start_time starts_on therapist_id',
      'authenticated insert availability_slots: day_of_week duration_minutes end_time id is_available start_time therapist_id',
      'authenticated insert client_sessions: client_email client_id client_name client_phone duration_minutes id notes price session_date session_type session_type_id start_time starts_at therapist_id',
      'authenticated insert session_notes: body session_id therapist_id',
      'authenticated insert session_types: buffer_after_minutes buffer_before_minutes durations first_visit_only id is_active name place position price therapist_id',
      'authenticated update availability_overrides: end_time ends_on is_available reason start_time starts_on',
      'authenticated update availability_slots: day_of_week duration_minutes end_time is_available start_time',
      'authenticated update client_profiles: email_reminders full_name phone time_format time_zone',
      'authenticated update client_sessions: cancellation_reason session_date start_time starts_at status',
      'authenticated update session_notes: body session_id therapist_id',
      'authenticated update session_types: buffer_after_minutes buffer_before_minutes durations first_visit_only is_active name place position price',
      'authenticated update therapist_profiles: bio booking_window_days buffer_after_minutes buffer_before_minutes cancellation_notice_hours currency default_duration_minutes full_name headline hourly_rate is_accepting_clients languages late_cancel_fee_percent location max_sessions_per_day min_notice_minutes no_show_fee_percent requires_payment session_durations slot_interval_minutes slug specialties time_zone',
    ]);
  });

  it('include no sequence, and by default no new table or function', async () => {
    expect(
      await list(database()`
      select r.role || ' ' || c.oid::regclass as item
      from unnest(array['anon', 'authenticated']) as r (role)
      join pg_catalog.pg_class as c on c.relkind = 'S' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      where has_sequence_privilege(r.role, c.oid, 'USAGE') or has_sequence_privilege(r.role, c.oid, 'UPDATE')`),
    ).toEqual([]);
    expect(
      await list(database()`
      select r.role as item from unnest(array['anon', 'authenticated', 'service_role']) as r (role)
      cross join unnest(array['public', 'private']) as s (name)
      where has_schema_privilege(r.role, s.name, 'CREATE')`),
    ).toEqual([]);
  });
});

describe('Policies', () => {
  it('are exactly these, each for named roles', async () => {
    expect(
      await list(database()`
      select tablename || ' ' || lower(cmd) || ' ' || array_to_string(roles, '+') || ': ' || policyname as item
      from pg_catalog.pg_policies where schemaname in ('public', 'private')`),
    ).toEqual([
      'availability_overrides all authenticated: Therapists can manage their days off and extra hours',
      'availability_slots all authenticated: Therapists can manage their availability',
      "client_profiles select authenticated: Clients can read their own profile, therapists their clients'",
      'client_profiles update authenticated: Clients can change their own profile',
      'client_sessions insert authenticated: Clients can book for themselves',
      'client_sessions select authenticated: Clients can view their own sessions',
      'client_sessions update authenticated: Both parties can move a session on',
      'payments select authenticated: Both parties can read the payment of a session',
      'refunds select authenticated: Both parties can read the refunds of a session',
      'session_events select authenticated: Both parties can read the history of a session',
      'session_notes all authenticated: Therapists can manage their private notes',
      'session_types delete authenticated: Therapists can remove their session types',
      'session_types insert authenticated: Therapists can add session types',
      'session_types select anon+authenticated: Anyone can read what is offered, therapists all of their own',
      'session_types update authenticated: Therapists can change their session types',
      'therapist_profiles select anon+authenticated: Anyone can read therapist profiles',
      'therapist_profiles update authenticated: Therapists can change their own profile',
    ]);
  });

  it('check every write, and read the caller once per statement', async () => {
    expect(
      await list(database()`
      select policyname as item from pg_catalog.pg_policies
      where schemaname = 'public' and cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null`),
    ).toEqual([]);
    expect(
      await list(database()`
      select policyname as item from pg_catalog.pg_policies
      where schemaname in ('public', 'realtime')
        and regexp_replace(coalesce(qual, '') || coalesce(with_check, ''), 'SELECT (auth\\.uid|realtime\\.topic)\\(\\)', '', 'g')
          ~ '(auth\\.uid|realtime\\.topic)\\(\\)'`),
    ).toEqual([]);
  });
});

describe('Names of the contract', () => {
  it('the two indexes exist', async () => {
    const defined = await list(database()`
      select indexname || ' ' || regexp_replace(indexdef, '^.* USING ', '') as item from pg_catalog.pg_indexes
      where indexname in ('idx_availability_slots_therapist_day', 'idx_client_sessions_therapist_date') order by 1`);
    expect(defined).toEqual([
      'idx_availability_slots_therapist_day btree (therapist_id, day_of_week)',
      'idx_client_sessions_therapist_date btree (therapist_id, session_date)',
    ]);
  });

  it('live sessions have an exclusion constraint for the therapist and one for the client', async () => {
    const constraints = await database()<{ conname: string; definition: string; validated: boolean }[]>`
      select conname, pg_get_constraintdef(oid) as definition, convalidated as validated from pg_catalog.pg_constraint
      where contype = 'x' and conrelid = 'public.client_sessions'::regclass order by conname desc`;
    expect(constraints.map((row) => [row.conname, row.validated])).toEqual([
      ['client_sessions_therapist_no_overlap', true],
      ['client_sessions_client_no_overlap', true],
    ]);
    for (const [index, who] of ['therapist_id', 'client_id'].entries()) {
      const definition = constraints[index]?.definition ?? '';
      expect(definition).toContain(`EXCLUDE USING gist (${who} WITH =, during WITH &&)`);
      for (const status of ['scheduled', 'confirmed', 'in_progress']) expect(definition).toContain(`'${status}'`);
      for (const status of ['completed', 'cancelled', 'no_show']) expect(definition).not.toContain(`'${status}'`);
    }
  });

  it('the API roles have a statement timeout', async () => {
    expect(
      await list(database()`
      select rolname || ' ' || setting as item from pg_catalog.pg_roles, unnest(rolconfig) as setting
      where rolname in ('anon', 'authenticated') and setting like 'statement_timeout=%' order by 1`),
    ).toEqual(['anon statement_timeout=3s', 'authenticated statement_timeout=8s']);
  });
});
