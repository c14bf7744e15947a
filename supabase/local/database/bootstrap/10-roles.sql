-- The roles, schemas and defaults that every Supabase project has before its first migration.
-- Runs as the owner at every start; running it again changes nothing.

do $$
declare
  role_name text;
begin
  foreach role_name in array array['anon', 'authenticated', 'service_role', 'authenticator', 'supabase_admin', 'supabase_auth_admin'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('create role %I', role_name);
    end if;
  end loop;
end;
$$;

alter role anon with nologin;
alter role authenticated with nologin;
alter role service_role with nologin bypassrls;
alter role supabase_admin with nologin superuser;

-- PostgREST's own role. It inherits here (not on Supabase) because the embedded REST reads the
-- information schema, which shows a role only what it may use; every request still sets its own role.
alter role authenticator with login inherit password 'postgres';
grant anon, authenticated, service_role to authenticator;

-- GoTrue's own role: the sign-up trigger fires as this one, here as there, so a trigger function
-- without the `security definer` it needs fails here too.
alter role supabase_auth_admin with login noinherit password 'postgres';

-- Limits per request, as on Supabase. The service role has the authenticator's.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
create extension if not exists pgcrypto with schema extensions;
do $$
begin
  create extension if not exists "uuid-ossp" with schema extensions;
exception when feature_not_supported or undefined_file then
  null; -- some builds of the server lack it, and the project does not use it
end;
$$;

grant usage on schema public to anon, authenticated, service_role;

alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;

-- No default privileges for the API roles: new Supabase projects grant them nothing on new tables,
-- so a migration that forgets a grant fails here as it would there.

do $$
begin
  if not exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
  -- What the API exposes. The advisors read it to know which schemas face the world.
  execute format('alter database %I set pgrst.db_schemas = %L', current_database(), 'public');
end;
$$;
