-- Practice figures: what a therapist's overview and client list say of all their sessions, added up in the database.

-- The people a therapist has sessions with, each once: first_at is the start of their first session that was or is to be
-- held, last_at of their latest, as their latest session names them. One email is one person, an account coming before a
-- name typed by hand; without an email, one name is. Security definer, as its callers: for the therapist's own sessions.
create function private.people_of(p_therapist_id uuid, p_now timestamptz)
returns table (client_id uuid, client_name text, client_email text, client_phone text, first_at timestamptz, last_at timestamptz)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    -- As they were named, once for each way: a session or a thousand become one row.
    with named as (
      select s.client_id as id, s.client_name as name, s.client_email as email, s.client_phone as phone, max(s.starts_at) as named_at,
        min(s.starts_at) filter (where s.status <> 'no_show' and s.status <> 'cancelled'
          and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
                   and s.hold_expires_at is not null and s.hold_expires_at <= p_now)) as first_at,
        max(s.starts_at) filter (where s.status <> 'cancelled') as last_at
      from public.client_sessions as s
      where s.therapist_id = p_therapist_id
      group by s.client_id, s.client_name, s.client_email, s.client_phone
    ), accounts as (
      select distinct on (lower(n.email)) lower(n.email) as email, n.id from named as n
      where n.id is not null and n.email <> '' order by lower(n.email), n.named_at desc
    ), known as (
      select n.*, coalesce(n.id, a.id) as account,
        coalesce(coalesce(n.id, a.id)::text, nullif(lower(n.email), ''), 'name ' || lower(trim(n.name))) as person
      from named as n left join accounts as a on n.id is null and a.email = lower(n.email)
    ), latest as (
      -- The account's own name before one typed by hand.
      select distinct on (k.person) k.person, k.account, k.name, k.email, k.phone
      from known as k order by k.person, (k.id is null), k.named_at desc
    )
    select l.account, l.name, l.email, l.phone, min(k.first_at), max(k.last_at)
    from latest as l join known as k on k.person = l.person
    group by l.person, l.account, l.name, l.email, l.phone;
end;
$$;
revoke execute on function private.people_of(uuid, timestamptz) from public, anon, authenticated;

-- See public.practice_figures. Security definer: it reads hours with the slot rule's own functions. It looks at nothing but the
-- caller's own practice.
create function private.practice_figures()
returns table (
  period text, starts_on date, sessions bigint, new_clients bigint, booked_minutes bigint, working_minutes bigint, revenue jsonb)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_me constant uuid := (select auth.uid());
  v_zone constant text := (select t.time_zone from public.therapist_profiles as t where t.id = v_me);
  v_today constant date := (now() at time zone v_zone)::date;
  -- The last month begins at most 62 days ago, the eighth week at most 56.
  v_first constant date := least((date_trunc('month', v_today) - interval '1 month')::date, date_trunc('week', v_today)::date - 49);
  v_last constant date := greatest((date_trunc('month', v_today) + interval '1 month')::date, date_trunc('week', v_today)::date + 7);
  v_from constant timestamptz := v_first::timestamp at time zone v_zone;
  v_to constant timestamptz := v_last::timestamp at time zone v_zone;
  v_working tstzmultirange;
begin
  if v_zone is null then
    return;
  end if;
  v_working := private.working_time(v_me, v_zone, v_first, v_last);
  return query
    with periods as (
      select p.kind, p.first_day, p.first_day::timestamp at time zone v_zone as from_at, p.end_day::timestamp at time zone v_zone as to_at
      from (
        select 'month' as kind, (date_trunc('month', v_today) - make_interval(months => n))::date as first_day,
          (date_trunc('month', v_today) - make_interval(months => n - 1))::date as end_day
        from generate_series(0, 1) as n
        union all
        select 'week', date_trunc('week', v_today)::date - 7 * n, date_trunc('week', v_today)::date - 7 * (n - 1)
        from generate_series(0, 7) as n
      ) as p
    ), recent as materialized (
      -- What each session brought and keeps: paid, less what went back or is on its way. One that is paid without a payment
      -- of its own counts with its price.
      select s.starts_at, s.duration_minutes as minutes, s.currency::text as currency,
        s.status not in ('cancelled', 'no_show')
          and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
                   and s.hold_expires_at is not null and s.hold_expires_at <= now()) as is_held,
        case when p.id is not null then greatest(0, p.amount_minor - p.refunded_minor - coalesce((
            select sum(f.amount_minor) from public.refunds as f
            where f.payment_id = p.id and f.status <> 'succeeded' and f.reason <> 'paid_twice'
              and not (f.reason = 'by_hand' and f.status = 'failed')), 0))
          when s.payment_status = 'paid' and s.status <> 'cancelled' then private.minor_units(s.price, s.currency)
          else 0 end as kept_minor
      from public.client_sessions as s
      left join public.payments as p on p.session_id = s.id and p.status = 'succeeded'
      where s.therapist_id = v_me and s.starts_at >= v_from and s.starts_at < v_to
    ), firsts as materialized (
      select w.first_at from private.people_of(v_me, now()) as w where w.first_at >= v_from and w.first_at < v_to
    )
    select b.kind, b.first_day,
      (select count(*) from recent as r where r.is_held and r.starts_at >= b.from_at and r.starts_at < b.to_at),
      (select count(*) from firsts as f where f.first_at >= b.from_at and f.first_at < b.to_at),
      (select coalesce(sum(r.minutes), 0) from recent as r where r.is_held and r.starts_at >= b.from_at and r.starts_at < b.to_at),
      (select coalesce(sum(extract(epoch from upper(w) - lower(w)) / 60), 0)::bigint
        from unnest(v_working * tstzmultirange(tstzrange(b.from_at, b.to_at))) as w),
      (select coalesce(jsonb_object_agg(k.currency, k.kept), '{}') from (
        select r.currency, sum(r.kept_minor) as kept from recent as r
        where r.starts_at >= b.from_at and r.starts_at < b.to_at group by r.currency having sum(r.kept_minor) > 0) as k)
    from periods as b
    order by b.kind, b.first_day desc;
end;
$$;
revoke execute on function private.practice_figures() from public, anon, authenticated;
grant execute on function private.practice_figures() to authenticated;

-- The figures of the calling therapist's overview: this month and last ('month'), this week and the seven before it ('week', from
-- Monday), latest first, as their own zone reads dates. A period counts whole, what is booked to come included. sessions: held
-- or to be held; new_clients: people whose first such session it has; booked_minutes of them; working_minutes of the hours
-- in force, days off and extra hours counted; revenue: {currency: minor units} that the period's sessions brought and
-- keep, fees included, refunds left out. No rows for a caller who is no therapist.
create function public.practice_figures()
returns table (
  period text, starts_on date, sessions bigint, new_clients bigint, booked_minutes bigint, working_minutes bigint, revenue jsonb)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query select * from private.practice_figures();
end;
$$;
revoke execute on function public.practice_figures() from public, anon, authenticated;
grant execute on function public.practice_figures() to authenticated;

-- See public.list_clients. Security definer as above.
create function private.list_clients(p_search text, p_limit integer)
returns table (client_id uuid, client_name text, client_email text, client_phone text, last_session_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_patterns constant text[] := private.search_patterns(p_search);
begin
  return query
    select w.client_id, w.client_name, w.client_email, w.client_phone, w.last_at
    from private.people_of((select auth.uid()), now()) as w
    where v_patterns = '{}' or lower(concat_ws(E'\n', w.client_name, w.client_email, w.client_phone)) like all (v_patterns)
    order by case when v_patterns = '{}' then w.last_at end desc nulls last, lower(w.client_name), w.client_name, w.client_id
    limit least(greatest(coalesce(p_limit, 50), 1), 100);
end;
$$;
revoke execute on function private.list_clients(text, integer) from public, anon, authenticated;
grant execute on function private.list_clients(text, integer) to authenticated;

-- The people the calling therapist has had, or has booked, a session with: the latest first, or, where p_search is given, those
-- whose name, email or phone have every word of it, by name. client_id null: a guest without an account. last_session_at: the
-- start of their latest session that was not cancelled, past or to come; null when all were. At most 100.
create function public.list_clients(p_search text default null, p_limit integer default 50)
returns table (client_id uuid, client_name text, client_email text, client_phone text, last_session_at timestamptz)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query select * from private.list_clients(p_search, p_limit);
end;
$$;
revoke execute on function public.list_clients(text, integer) from public, anon, authenticated;
grant execute on function public.list_clients(text, integer) to authenticated;
