-- Finding a therapist: search, and when each could see somebody next.

-- The earliest bookable start of a therapist for their default length, or null. Looks a week ahead first and further
-- only when there is nothing.
create function private.next_start(p_profile public.therapist_profiles, p_client_id uuid, p_now timestamptz)
returns timestamptz
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (select min(s) from private.open_starts(p_profile, p_now, p_now + interval '7 days',
       p_profile.default_duration_minutes, p_client_id, null, p_now) as s),
    (select min(s) from private.open_starts(p_profile, p_now + interval '7 days', p_now + interval '62 days',
       p_profile.default_duration_minutes, p_client_id, null, p_now) as s));
$$;
revoke execute on function private.next_start(public.therapist_profiles, uuid, timestamptz) from public, anon, authenticated;

-- See public.list_therapists. Security definer: next_available_at depends on sessions the caller cannot read.
create function private.search_therapists(p_search text, p_limit integer, p_offset integer)
returns table (
  id uuid, slug text, full_name text, headline text, specialties text[], languages text[], location text,
  time_zone text, hourly_rate numeric, currency text, is_verified boolean, is_accepting_clients boolean,
  default_duration_minutes integer, next_available_at timestamptz, total_count bigint)
language sql
stable
security definer
set search_path = ''
as $$
  with wanted as (
    select array(select w from regexp_split_to_table(lower(left(coalesce(p_search, ''), 100)), '\s+') as w where w <> '') as words
  ), found as (
    select p.*, count(*) over () as total
    from public.therapist_profiles as p, wanted
    where exists (select 1 from public.availability_slots as a where a.therapist_id = p.id and a.is_available)
      -- Every word must be found somewhere. strpos, so that % and _ in a search mean themselves.
      and not exists (
        select 1 from unnest(wanted.words) as w
        where strpos(lower(concat_ws(' ', p.full_name, p.headline, p.location,
          array_to_string(p.specialties, ' '), array_to_string(p.languages, ' '))), w) = 0)
    order by p.is_accepting_clients desc, p.is_verified desc, p.full_name, p.id
    limit least(greatest(coalesce(p_limit, 24), 1), 100) offset greatest(coalesce(p_offset, 0), 0)
  )
  select f.id, f.slug, f.full_name, f.headline, f.specialties, f.languages, f.location, f.time_zone, f.hourly_rate,
    f.currency::text, f.is_verified, f.is_accepting_clients, f.default_duration_minutes,
    private.next_start(p, (select auth.uid()), now()), f.total
  from found as f join public.therapist_profiles as p on p.id = f.id
  order by f.is_accepting_clients desc, f.is_verified desc, f.full_name, f.id;
$$;
revoke execute on function private.search_therapists(text, integer, integer) from public, anon, authenticated;
grant execute on function private.search_therapists(text, integer, integer) to anon, authenticated, service_role;

-- Therapists who have set working hours and match every word of p_search (name, headline, specialties, languages,
-- location), those taking clients and verified first. next_available_at: the earliest bookable start for the default
-- length within 62 days, or null. At most 100 a page; total_count is the number over all pages. Anyone may call it.
create function public.list_therapists(p_search text default null, p_limit integer default 24, p_offset integer default 0)
returns table (
  id uuid, slug text, full_name text, headline text, specialties text[], languages text[], location text,
  time_zone text, hourly_rate numeric, currency text, is_verified boolean, is_accepting_clients boolean,
  default_duration_minutes integer, next_available_at timestamptz, total_count bigint)
language sql
stable
set search_path = ''
as $$
  select * from private.search_therapists(p_search, p_limit, p_offset);
$$;
revoke execute on function public.list_therapists(text, integer, integer) from public, anon, authenticated;
grant execute on function public.list_therapists(text, integer, integer) to anon, authenticated, service_role;
