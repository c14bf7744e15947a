-- Busy time: the times that sessions and holds take up. An expired hold is ignored by each of the first four functions,
-- even if no job has cancelled it yet. Internal functions, unless a comment says who may call one. Each reads by the start, as no
-- session is longer than 480 minutes: that index is several times as fast as the one on the ranges.

-- When a therapist is busy between p_from and p_to: live sessions and live holds, each with its own frozen buffers. Buffers
-- of neighbours add up: the buffer after one session, then the buffer before the next. Looks 240 minutes further on each side, the
-- longest buffer. p_ignore: the session that is being moved.
create function private.busy_time(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns tstzmultirange
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(range_agg(tstzrange(
        s.starts_at - make_interval(mins => s.buffer_before_minutes),
        s.ends_at + make_interval(mins => s.buffer_after_minutes))), '{}')
    from public.client_sessions as s
    where s.therapist_id = p_therapist_id
      and s.starts_at > p_from - interval '720 minutes' and s.starts_at < p_to + interval '240 minutes'
      and s.ends_at > p_from - interval '240 minutes'
      and s.status in ('scheduled', 'confirmed', 'in_progress')
      and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
               and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
      and s.id is distinct from p_ignore);
end;
$$;
revoke execute on function private.busy_time(uuid, timestamptz, timestamptz, uuid, timestamptz)
  from public, anon, authenticated;

-- When a client is busy: live sessions and live holds, without buffers. Empty for a visitor (null).
create function private.client_busy_time(
  p_client_id uuid, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns tstzmultirange
language plpgsql
stable
set search_path = ''
as $$
begin
  if p_client_id is null then
    return '{}';
  end if;
  return (
    select coalesce(range_agg(s.during), '{}')
    from public.client_sessions as s
    where s.client_id = p_client_id
      and s.starts_at > p_from - interval '480 minutes' and s.starts_at < p_to and s.ends_at > p_from
      and s.status in ('scheduled', 'confirmed', 'in_progress')
      and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
               and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
      and s.id is distinct from p_ignore);
end;
$$;
revoke execute on function private.client_busy_time(uuid, timestamptz, timestamptz, uuid, timestamptz)
  from public, anon, authenticated;

-- The dates in p_zone on which a therapist already has p_max sessions or more, from two days before p_from to two days after
-- p_to. Empty when p_max is null (no limit).
create function private.full_days(
  p_therapist_id uuid, p_zone text, p_max integer, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns date[]
language plpgsql
stable
set search_path = ''
as $$
begin
  if p_max is null then
    return '{}';
  end if;
  return (
    select coalesce(array_agg(d.day), '{}')
    from (
      select (s.starts_at at time zone p_zone)::date as day
      from public.client_sessions as s
      where s.therapist_id = p_therapist_id
        and s.starts_at between p_from - interval '2 days' and p_to + interval '2 days'
        and s.status not in ('cancelled')
        and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
                 and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
        and s.id is distinct from p_ignore
      group by 1
      having count(*) >= p_max
    ) as d);
end;
$$;
revoke execute on function private.full_days(uuid, text, integer, timestamptz, timestamptz, uuid, timestamptz)
  from public, anon, authenticated;

-- True when a client had a session with a therapist, or has booked one. Cancelled sessions and no-shows do not count.
create function private.has_visited(p_therapist_id uuid, p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select exists (
        select 1 from public.client_sessions as s
        where s.therapist_id = p_therapist_id and s.client_id = p_client_id and s.id is distinct from p_ignore
          and s.status in ('scheduled', 'confirmed', 'in_progress', 'completed')
          and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
                   and s.hold_expires_at is not null and s.hold_expires_at <= p_now)));
end;
$$;
revoke execute on function private.has_visited(uuid, uuid, uuid, timestamptz) from public, anon, authenticated;

-- Cancels expired holds of this therapist or client that overlap p_during, because the exclusion constraints still count
-- them (a constraint's predicate cannot read the clock). Called with the people's locks held, so it must not wait for a row:
-- a change of a session locks its row first and then the people, and the two would deadlock. If another transaction has
-- locked the row, it tries again for a fifth of a second, and then leaves the hold, which counts as taken. For the
-- service role.
create function private.free_expired_holds(p_therapist_id uuid, p_client_id uuid, p_during tstzrange, p_now timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_expired uuid[];
  v_freed integer;
begin
  for v_try in 1 .. 10 loop
    select array_agg(s.id) into v_expired
    from public.client_sessions as s
    where (s.therapist_id = p_therapist_id or s.client_id = p_client_id)
      and s.starts_at > lower(p_during) - interval '480 minutes' and s.starts_at < upper(p_during) and s.ends_at > lower(p_during)
      and s.status = 'scheduled' and s.payment_status in ('pending', 'failed') and s.hold_expires_at <= p_now;
    exit when v_expired is null;
    with mine as (
      select s.id from public.client_sessions as s where s.id = any (v_expired)
        and s.status = 'scheduled' and s.payment_status in ('pending', 'failed') and s.hold_expires_at <= p_now
      for update skip locked
    )
    update public.client_sessions as s
    set status = 'cancelled', cancellation_reason = 'hold_expired', cancelled_at = p_now, cancelled_by = 'system'
    from mine where s.id = mine.id;
    get diagnostics v_freed = row_count;
    exit when v_freed = cardinality(v_expired);
    perform pg_sleep(0.02);
  end loop;
end;
$$;
revoke execute on function private.free_expired_holds(uuid, uuid, tstzrange, timestamptz)
  from public, anon, authenticated;
grant execute on function private.free_expired_holds(uuid, uuid, tstzrange, timestamptz) to service_role;

-- True when a live session or any hold, expired or not, of this therapist or client overlaps p_during: the exclusion
-- constraints would refuse it. p_ignore: the session that is being moved. For the service role.
create function private.is_taken(p_therapist_id uuid, p_client_id uuid, p_during tstzrange, p_ignore uuid default null)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select exists (
        select 1 from public.client_sessions as s
        where (s.therapist_id = p_therapist_id or s.client_id = p_client_id) and s.id is distinct from p_ignore
          and s.starts_at > lower(p_during) - interval '480 minutes' and s.starts_at < upper(p_during) and s.ends_at > lower(p_during)
          and s.status in ('scheduled', 'confirmed', 'in_progress')));
end;
$$;
revoke execute on function private.is_taken(uuid, uuid, tstzrange, uuid) from public, anon, authenticated;
grant execute on function private.is_taken(uuid, uuid, tstzrange, uuid) to service_role;
