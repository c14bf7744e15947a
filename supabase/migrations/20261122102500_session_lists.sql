-- Session lists: what a screen asks of somebody's sessions, a page at a time, so that no answer grows with the years.

-- Each session once for each of its two people, with what a list is filtered by. A view, because the planner then reads
-- a page of it from the index of that person; row level security is the caller's.
create view private.session_list with (security_invoker = true) as
  select s.therapist_id as person_id, s.id, s.starts_at, s.status, s.payment_status,
    s.status in ('scheduled', 'confirmed', 'in_progress') and s.ends_at > now()
      and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
               and s.hold_expires_at is not null and s.hold_expires_at <= now()) as is_upcoming,
    lower(concat_ws(E'\n', s.client_name, s.client_email, s.client_phone, s.session_type, s.notes)) as search_text
  from public.client_sessions as s
  union all
  select s.client_id, s.id, s.starts_at, s.status, s.payment_status,
    s.status in ('scheduled', 'confirmed', 'in_progress') and s.ends_at > now()
      and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
               and s.hold_expires_at is not null and s.hold_expires_at <= now()),
    lower(concat_ws(E'\n', (select t.full_name from public.therapist_profiles as t where t.id = s.therapist_id),
      s.session_type, s.notes))
  from public.client_sessions as s;
comment on view private.session_list is 'Each session for each of its two people; is_upcoming: live and not over. Their rights decide.';
revoke all on private.session_list from anon, authenticated;
grant select on private.session_list to authenticated;

-- The words of a search as patterns of LIKE, in lower case; % and _ mean themselves. At most 100 characters are read.
create function private.search_patterns(p_search text)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return array(
    select '%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from regexp_split_to_table(lower(left(coalesce(p_search, ''), 100)), '\s+') as w where w <> '');
end;
$$;
revoke execute on function private.search_patterns(text) from public, anon, authenticated;
grant execute on function private.search_patterns(text) to authenticated;

-- One page of the caller's sessions: with p_upcoming those that are live and not over, soonest first; otherwise the others,
-- latest first. Those that start in [p_from, p_to), where given. Every word of p_search must be found in names, contact,
-- type or notes. The page goes on after the session p_after, the last of the page before. At most 100 rows.
create function public.find_sessions(
  p_upcoming boolean, p_status public.session_status default null, p_from timestamptz default null,
  p_to timestamptz default null, p_search text default null, p_after uuid default null,
  p_limit integer default 20)
returns table (id uuid, starts_at timestamptz)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_person constant uuid := (select auth.uid());
  v_patterns constant text[] := private.search_patterns(p_search);
  v_limit constant integer := least(greatest(coalesce(p_limit, 20), 1), 100);
  v_after constant timestamptz := (select s.starts_at from public.client_sessions as s where s.id = p_after);
  -- No session is longer than 480 minutes: what is not over started after that.
  v_first constant timestamptz := greatest(
    p_from, case when p_upcoming then now() - interval '480 minutes' end, '-infinity');
begin
  if p_after is not null and v_after is null then
    return;
  end if;
  if p_upcoming then
    return query
      select l.id, l.starts_at from private.session_list as l
      where l.person_id = v_person and l.is_upcoming
        and l.starts_at >= v_first and l.starts_at < coalesce(p_to, 'infinity')
        and (p_status is null or l.status = p_status)
        and (v_patterns = '{}' or l.search_text like all (v_patterns))
        and (p_after is null or (l.starts_at, l.id) > (v_after, p_after))
      order by l.starts_at, l.id limit v_limit;
  else
    return query
      select l.id, l.starts_at from private.session_list as l
      where l.person_id = v_person and not l.is_upcoming
        and l.starts_at >= v_first and l.starts_at < coalesce(p_to, 'infinity')
        and (p_status is null or l.status = p_status)
        and (v_patterns = '{}' or l.search_text like all (v_patterns))
        and (p_after is null or (l.starts_at, l.id) < (v_after, p_after))
      order by l.starts_at desc, l.id desc limit v_limit;
  end if;
end;
$$;
revoke execute on function public.find_sessions(
  boolean, public.session_status, timestamptz, timestamptz, text, uuid, integer) from public, anon, authenticated;
grant execute on function public.find_sessions(
  boolean, public.session_status, timestamptz, timestamptz, text, uuid, integer) to authenticated;

-- How many sessions the caller has: all of them, those completed, to come, and to come with a payment awaited; and how many
-- of them the filters of find_sessions leave, in all and to come.
create function public.count_sessions(
  p_status public.session_status default null, p_from timestamptz default null, p_to timestamptz default null,
  p_search text default null)
returns table (total bigint, completed bigint, upcoming bigint, pending bigint, found bigint, found_upcoming bigint)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_person constant uuid := (select auth.uid());
  v_patterns constant text[] := private.search_patterns(p_search);
begin
  return query
    select count(*), count(*) filter (where c.status = 'completed'), count(*) filter (where c.is_upcoming),
      count(*) filter (where c.is_upcoming and c.status = 'scheduled' and c.payment_status in ('pending', 'failed')),
      count(*) filter (where c.is_found), count(*) filter (where c.is_found and c.is_upcoming)
    from (
      select l.status, l.payment_status, l.is_upcoming,
        l.starts_at >= coalesce(p_from, '-infinity') and l.starts_at < coalesce(p_to, 'infinity')
          and (p_status is null or l.status = p_status)
          and (v_patterns = '{}' or l.search_text like all (v_patterns)) as is_found
      from private.session_list as l
      where l.person_id = v_person
      offset 0
    ) as c;
end;
$$;
revoke execute on function public.count_sessions(public.session_status, timestamptz, timestamptz, text) from public, anon, authenticated;
grant execute on function public.count_sessions(public.session_status, timestamptz, timestamptz, text) to authenticated;

-- Whether the caller has been, or is booked, with this therapist: a first visit is not offered to them. A session that was
-- cancelled, a no-show and a hold that ran out do not count.
create function public.has_visited(p_therapist_id uuid)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return private.has_visited(p_therapist_id, (select auth.uid()), null, now());
end;
$$;
revoke execute on function public.has_visited(uuid) from public, anon, authenticated;
grant execute on function public.has_visited(uuid) to authenticated;
grant execute on function private.has_visited(uuid, uuid, uuid, timestamptz) to authenticated;

-- What the calling therapist's day shows, whichever sessions it is made of: those of today by their own clock that were not
-- let go (is_today); the one that counts now (is_focus), under way even past its end, else the next to come; and the first
-- p_needs of those that wait for a decision, most pressing first (need_order): 'wrap_up', under way past its end;
-- 'open_unstarted', confirmed and past its end; 'confirm', booked without a payment to wait for; 'declined', held by a
-- client whose card was declined. needs_total: how many wait, beyond p_needs too. No rows for a caller who is no therapist.
create function public.find_day_sessions(p_needs integer default 4)
returns table (id uuid, starts_at timestamptz, is_today boolean, is_focus boolean, need text, need_order bigint, needs_total bigint)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_me constant uuid := (select auth.uid());
  v_zone constant text := (select t.time_zone from public.therapist_profiles as t where t.id = v_me);
  v_day constant timestamp := date_trunc('day', now() at time zone v_zone);
  v_from constant timestamptz := v_day at time zone v_zone;
  v_to constant timestamptz := (v_day + interval '1 day') at time zone v_zone;
begin
  return query
    with mine as (
      -- The first branch reads one day of the index, the second the live sessions, which are few however old the practice is.
      select s.* from public.client_sessions as s
      where s.therapist_id = v_me and s.starts_at >= v_from and s.starts_at < v_to and s.status in ('completed', 'no_show')
      union all
      select s.* from public.client_sessions as s
      where s.therapist_id = v_me and s.status in ('scheduled', 'confirmed', 'in_progress')
        and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
                 and s.hold_expires_at is not null and s.hold_expires_at <= now())
    ), judged as (
      select m.id, m.starts_at, m.starts_at >= v_from and m.starts_at < v_to as is_today,
        case when m.status = 'in_progress' then 0
          when m.status in ('scheduled', 'confirmed') and m.ends_at > now() then 1 end as focus_rank,
        case when m.status = 'in_progress' and m.ends_at <= now() then 0
          when m.status = 'confirmed' and m.ends_at <= now() then 1
          when m.status = 'scheduled' and m.ends_at > now() and m.payment_status in ('paid', 'not_required') then 2
          when m.status = 'scheduled' and m.ends_at > now() and m.payment_status = 'failed' and m.hold_expires_at is not null then 3
          end as need_rank
      from mine as m
    ), ordered as (
      select j.*,
        j.focus_rank is not null and row_number() over (order by j.focus_rank nulls last, j.starts_at, j.id) = 1 as is_focus,
        row_number() over (order by j.need_rank nulls last, j.starts_at, j.id) as need_order,
        count(j.need_rank) over () as needs_total
      from judged as j
    )
    select o.id, o.starts_at, o.is_today, o.is_focus,
      (array['wrap_up', 'open_unstarted', 'confirm', 'declined'])[o.need_rank + 1],
      case when o.need_rank is not null then o.need_order end, o.needs_total
    from ordered as o
    where o.is_today or o.is_focus or (o.need_rank is not null and o.need_order <= least(greatest(coalesce(p_needs, 4), 0), 50))
    order by o.starts_at, o.id;
end;
$$;
revoke execute on function public.find_day_sessions(integer) from public, anon, authenticated;
grant execute on function public.find_day_sessions(integer) to authenticated;
