-- auth.*: what GoTrue's schema has and the embedded Auth's does not. Its tables exist already.
-- Runs as the owner at every start; running it again changes nothing.

grant usage, create on schema auth to supabase_auth_admin;
grant usage on schema auth to anon, authenticated, service_role;
grant all on all tables in schema auth to supabase_auth_admin;
grant all on all sequences in schema auth to supabase_auth_admin;

-- Columns and defaults of GoTrue's that seeds write, so that one seed.sql fits both.
alter table auth.users add column if not exists instance_id uuid;
alter table auth.users add column if not exists is_super_admin boolean;
alter table auth.users alter column id set default gen_random_uuid();
alter table auth.identities alter column id set default gen_random_uuid();

-- The caller, as Supabase's helpers read it: from the whole claims, or from one claim set by hand.
create or replace function auth.uid()
returns uuid
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
  )::uuid
$$;

create or replace function auth.role()
returns text
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
  )::text
$$;

create or replace function auth.email()
returns text
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
  )::text
$$;

create or replace function auth.jwt()
returns jsonb
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

-- The embedded Auth writes these documents as JSON strings ("{\"role\":…}"); GoTrue writes objects,
-- and triggers of the application read them with ->>. This trigger runs before all others (by name).
create or replace function auth.local_normalise_user()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if pg_catalog.jsonb_typeof(new.raw_user_meta_data) = 'string' then
    new.raw_user_meta_data := (new.raw_user_meta_data #>> '{}')::jsonb;
  end if;
  if pg_catalog.jsonb_typeof(new.raw_app_meta_data) = 'string' then
    new.raw_app_meta_data := (new.raw_app_meta_data #>> '{}')::jsonb;
  end if;
  return new;
end;
$$;

create or replace trigger a_local_normalise_user
  before insert or update on auth.users
  for each row execute function auth.local_normalise_user();

create or replace function auth.local_normalise_identity()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if pg_catalog.jsonb_typeof(new.identity_data) = 'string' then
    new.identity_data := (new.identity_data #>> '{}')::jsonb;
  end if;
  return new;
end;
$$;

create or replace trigger a_local_normalise_identity
  before insert or update on auth.identities
  for each row execute function auth.local_normalise_identity();
