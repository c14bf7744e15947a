-- Lists that cost less per row, and the directory planned once a connection (see 20261122110900_faster.sql). What they say is
-- as before.

create or replace function private.list_slots(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_minutes integer, p_session_id uuid, p_type_id uuid)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_asked record;
  v_terms private.slot_terms;
  v_zone text;
  v_length interval;
  v_price numeric;
begin
  if p_from is null or p_to is null or p_to < p_from or p_to - p_from > interval '62 days' then
    perform private.refuse(422, 'INVALID_RANGE', 'Ask for a range of at most 62 days, its beginning before its end.');
  end if;
  v_asked := private.terms_asked(p_therapist_id, p_minutes, p_type_id, p_session_id);
  v_terms := v_asked.terms;
  if not v_terms.offered then
    perform private.refuse(422, 'INVALID_DURATION', 'This therapist does not offer sessions of that length.',
      jsonb_build_object('session_durations', coalesce(
        (select to_jsonb(t.durations) from public.session_types as t where t.id = v_terms.session_type_id),
        (select to_jsonb(p.session_durations) from public.therapist_profiles as p where p.id = p_therapist_id))));
  end if;

  -- Taken out of the terms once, and the clock read once a row: a month has hundreds of rows.
  v_zone := v_terms.time_zone;
  v_length := make_interval(mins => v_terms.minutes);
  v_price := v_terms.price;
  return query
    select o.start_at, o.start_at + v_length, o.local::date, o.local::time, v_price
    from (
      select s as start_at, s at time zone v_zone as local
      from private.open_starts(v_terms, p_from, p_to, private.client_asked(v_asked.ignore_id), v_asked.ignore_id, now()) as s
      offset 0
    ) as o;
end;
$$;


create or replace function private.search_therapists(p_search text, p_limit integer, p_offset integer)
returns table (
  id uuid, slug text, full_name text, headline text, specialties text[], languages text[], location text,
  time_zone text, hourly_rate numeric, currency text, is_verified boolean, is_accepting_clients boolean,
  default_duration_minutes integer, next_available_at timestamptz, total_count bigint)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_words constant text[] := array(
    select w from regexp_split_to_table(lower(left(coalesce(p_search, ''), 100)), '\s+') as w where w <> '');
  v_caller constant uuid := (select auth.uid());
begin
  return query
    with found as (
      select p.id, count(*) over () as total
      from public.therapist_profiles as p
      where exists (select 1 from public.availability_slots as a where a.therapist_id = p.id and a.is_available)
        -- Every word must be found somewhere. strpos, so that % and _ in a search mean themselves.
        and (v_words = '{}' or not exists (
          select 1 from unnest(v_words) as w
          where strpos(lower(concat_ws(' ', p.full_name, p.headline, p.location,
            array_to_string(p.specialties, ' '), array_to_string(p.languages, ' '))), w) = 0))
      order by p.is_accepting_clients desc, p.is_verified desc, p.full_name, p.id
      limit least(greatest(coalesce(p_limit, 24), 1), 100) offset greatest(coalesce(p_offset, 0), 0)
    )
    select p.id, p.slug, p.full_name, p.headline, p.specialties, p.languages, p.location, p.time_zone, p.hourly_rate,
      p.currency::text, p.is_verified, p.is_accepting_clients, p.default_duration_minutes,
      private.next_start(p, v_caller, now()), f.total
    from found as f join public.therapist_profiles as p on p.id = f.id
    order by p.is_accepting_clients desc, p.is_verified desc, p.full_name, p.id;
end;
$$;

create or replace function public.list_therapists(p_search text default null, p_limit int default 24, p_offset int default 0)
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

-- The first day or two hold a free start as a rule: looked at first, then a week, then the rest of 62 days.
create or replace function private.next_start(p_profile public.therapist_profiles, p_client_id uuid, p_now timestamptz)
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
