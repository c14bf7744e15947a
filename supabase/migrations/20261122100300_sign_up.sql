-- Sign-up: a new auth user gets the profile row of their role. This is the only place that reads user metadata.

-- A free address for a therapist's page, made from a name: 'Zoë O''Hara' → 'zoe-o-hara', then '-2', '-3', …
-- Serialised, so that two people of one name who sign up at once both get one.
create function private.free_slug(p_name text)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_base text := btrim(regexp_replace(
    regexp_replace(lower(normalize(p_name, nfkd)), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', '-', 'g'), '-');
  v_slug text;
  v_number integer := 1;
begin
  v_base := btrim(left(coalesce(nullif(v_base, ''), 'therapist'), 70), '-');
  v_slug := v_base;
  -- One lock for all names: 'Ann' for the second time and 'Ann 2' for the first both want ann-2.
  perform pg_advisory_xact_lock(hashtextextended('slug', 0));
  while exists (select 1 from public.therapist_profiles as p where p.slug = v_slug) loop
    v_number := v_number + 1;
    v_slug := v_base || '-' || v_number;
  end loop;
  return v_slug;
end;
$$;
revoke execute on function private.free_slug(text) from public, anon, authenticated;

-- Trigger on auth.users: creates the profile. Role is 'therapist' only if the metadata says exactly that; anything
-- else is a client. A missing or unknown time zone becomes UTC, a missing name the part of the email before the @.
-- Security definer: the auth service's role has no rights on our tables.
create function private.handle_new_user()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_meta jsonb := coalesce(new.raw_user_meta_data, '{}'::jsonb);
  v_name text := left(private.clean_line(v_meta ->> 'full_name'), 120);
  v_zone text := v_meta ->> 'time_zone';
begin
  if coalesce(v_name, '') = '' then
    v_name := coalesce(nullif(left(private.clean_line(split_part(new.email, '@', 1)), 120), ''), 'Someone');
  end if;
  if v_zone is null or not private.is_time_zone(v_zone) then
    v_zone := 'UTC';
  end if;

  if v_meta ->> 'role' = 'therapist' then
    insert into public.therapist_profiles (id, slug, full_name, time_zone)
    values (new.id, private.free_slug(v_name), v_name, v_zone);
  else
    insert into public.client_profiles (id, full_name, email, time_zone)
    values (new.id, v_name, coalesce(new.email, ''), v_zone);
  end if;
  return new;
end;
$$;
revoke execute on function private.handle_new_user() from public, anon, authenticated;

-- Trigger on auth.users: a confirmed change of email reaches the client's contact details.
-- Security definer for the same reason as above.
create function private.handle_changed_email()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.client_profiles set email = coalesce(new.email, '') where id = new.id;
  return new;
end;
$$;
revoke execute on function private.handle_changed_email() from public, anon, authenticated;

-- Prefixed names: auth.users is shared with whatever else the project adds to it.
create trigger peer_care_connect_new_user after insert on auth.users
  for each row execute function private.handle_new_user();
create trigger peer_care_connect_changed_email after update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function private.handle_changed_email();
