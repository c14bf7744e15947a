-- The directory: searching for a therapist, with the next bookable start of each.

-- A therapist's earliest bookable start within 62 days, for a booking that names no type and no duration, or null. Looks at the
-- first two days first, which usually have one, then at the first week, then at the rest. Internal.
create function private.next_start(p_profile public.therapist_profiles, p_client_id uuid, p_now timestamptz)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_terms constant private.slot_terms := private.terms_for(p_profile, null, null, null);
  v_from timestamptz := p_now;
  v_days integer;
  v_start timestamptz;
begin
  foreach v_days in array array[2, 7, 62] loop
    select min(s) into v_start
    from private.open_starts(v_terms, v_from, p_now + make_interval(hours => 24 * v_days), p_client_id, null, p_now) as s;
    exit when v_start is not null;
    v_from := p_now + make_interval(hours => 24 * v_days);
  end loop;
  return v_start;
end;
$$;
revoke execute on function private.next_start(public.therapist_profiles, uuid, timestamptz)
  from public, anon, authenticated;

-- The order of the directory.
create index idx_therapist_profiles_directory
  on public.therapist_profiles (is_accepting_clients desc, is_verified desc, full_name, id);
-- Whether a therapist has hours is asked for every therapist there is.
create index idx_availability_slots_open on public.availability_slots (therapist_id) where is_available;

-- See public.list_therapists. Security definer: next_available_at depends on sessions the caller cannot read.
create function private.search_therapists(p_search text, p_limit integer, p_offset integer)
returns table (
  id uuid, slug text, full_name text, headline text, specialties text[], languages text[], location text,
  time_zone text, hourly_rate numeric, currency text, is_verified boolean, is_accepting_clients boolean,
  default_duration_minutes integer, next_available_at timestamptz, total_count bigint)
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_words constant text[] := array(
    select w from regexp_split_to_table(lower(left(coalesce(p_search, ''), 100)), '\s+') as w where w <> '');
  v_caller constant uuid := (select auth.uid());
begin
  return query
    -- Once for the page, which stops at its last row in the order of the index, and once for the count, which needs no order.
    with matching as not materialized (
      select p.id, p.is_accepting_clients, p.is_verified, p.full_name
      from public.therapist_profiles as p
      where exists (select 1 from public.availability_slots as a where a.therapist_id = p.id and a.is_available)
        -- Every word must occur in one of these. strpos, because % and _ in a search are ordinary characters.
        and (v_words = '{}' or not exists (
          select 1 from unnest(v_words) as w
          where strpos(lower(concat_ws(' ', p.full_name, p.headline, p.location,
            array_to_string(p.specialties, ' '), array_to_string(p.languages, ' '))), w) = 0))
    ), found as (
      select m.id from matching as m
      order by m.is_accepting_clients desc, m.is_verified desc, m.full_name, m.id
      limit least(greatest(coalesce(p_limit, 24), 1), 100) offset greatest(coalesce(p_offset, 0), 0)
    )
    select p.id, p.slug, p.full_name, p.headline, p.specialties, p.languages, p.location, p.time_zone, p.hourly_rate,
      p.currency::text, p.is_verified, p.is_accepting_clients, p.default_duration_minutes,
      private.next_start(p, v_caller, now()), (select count(*) from matching)
    from found as f join public.therapist_profiles as p on p.id = f.id
    order by p.is_accepting_clients desc, p.is_verified desc, p.full_name, p.id;
end;
$$;
revoke execute on function private.search_therapists(text, integer, integer) from public, anon, authenticated;
grant execute on function private.search_therapists(text, integer, integer) to anon, authenticated, service_role;

-- Therapists who have working hours and match every word of p_search (in name, headline, specialties, languages or location):
-- first those who take clients, then the verified ones, then by name. next_available_at: the earliest bookable start for the
-- default duration within 62 days, or null. hourly_rate in major units. At most 100 rows a page; total_count counts all pages.
-- Anyone may call it. It refuses nothing.
create function public.list_therapists(p_search text default null, p_limit integer default 24, p_offset integer default 0)
returns table (
  id uuid, slug text, full_name text, headline text, specialties text[], languages text[], location text,
  time_zone text, hourly_rate numeric, currency text, is_verified boolean, is_accepting_clients boolean,
  default_duration_minutes integer, next_available_at timestamptz, total_count bigint)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query select * from private.search_therapists(p_search, p_limit, p_offset);
end;
$$;
revoke execute on function public.list_therapists(text, integer, integer) from public, anon, authenticated;
grant execute on function public.list_therapists(text, integer, integer) to anon, authenticated, service_role;
