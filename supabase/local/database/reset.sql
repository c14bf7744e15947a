-- Takes everything away that migrations, seed and use have put into the database, and leaves what
-- a Supabase project has before its first migration. For the embedded stack, while it runs.

set lock_timeout = '10s';

do $$
declare
  name text;
begin
  for name in
    select nspname from pg_catalog.pg_namespace
    where nspname not like 'pg\_%'
      and nspname not in ('information_schema', 'auth', 'extensions', 'realtime', 'public')
  loop
    execute format('drop schema %I cascade', name);
  end loop;

  drop schema public cascade;
  create schema public;
  grant usage on schema public to public;

  -- Policies on Supabase's own table that migrations made.
  for name in
    select policyname from pg_catalog.pg_policies where schemaname = 'realtime' and tablename = 'messages'
  loop
    execute format('drop policy %I on realtime.messages', name);
  end loop;
end;
$$;

truncate realtime.messages;
truncate auth.users, auth.sessions, auth.refresh_tokens, auth.identities, auth.flow_state, auth.audit_log_entries;
