-- Nearest starts: what to offer instead of a time that cannot be had.

-- Bookable starts nearest to p_starts_at, within a week before and 31 days after it (or after now, where it has passed),
-- nearest first. One of them, if there is any, is at the same time on the same weekday of a coming week: people's weeks
-- have a shape. Looks near by first, because fifty people who want one time wait for one another while each is told three
-- others.
create function private.nearest_starts(
  p_terms private.slot_terms, p_starts_at timestamptz, p_client_id uuid, p_limit integer, p_now timestamptz)
returns setof timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_base constant timestamptz := greatest(p_starts_at, p_now);
  v_local constant timestamp := p_starts_at at time zone p_terms.time_zone;
  v_habitual timestamptz;
  v_near timestamptz[];
  v_week integer := 1;
begin
  if p_starts_at is null or not isfinite(p_starts_at) or coalesce(p_limit, 0) <= 0 then
    return;
  end if;

  -- From the first week that is still to come.
  v_week := greatest(1, ceil(extract(epoch from p_now - p_starts_at) / (7 * 86400))::integer);
  while v_habitual is null and v_local + make_interval(days => 7 * v_week) < (v_base at time zone p_terms.time_zone) + interval '31 days' loop
    select min(i) into v_habitual
    from unnest(private.local_to_instants(v_local + make_interval(days => 7 * v_week), p_terms.time_zone)) as i
    where exists (select 1 from private.open_starts(p_terms, i, i + interval '1 microsecond', p_client_id, null, p_now));
    v_week := v_week + 1;
  end loop;

  -- Whatever lies within a day is nearer than anything that does not.
  foreach v_near slice 1 in array array[[v_base - interval '1 day', v_base + interval '1 day'], [v_base - interval '7 days', v_base + interval '31 days']] loop
    v_near := array(
      select s from private.open_starts(p_terms, v_near[1], v_near[2], p_client_id, null, p_now) as s
      where s <> p_starts_at and s is distinct from v_habitual
      order by abs(extract(epoch from s - p_starts_at)), s
      limit p_limit - (v_habitual is not null)::integer);
    exit when cardinality(v_near) >= p_limit - (v_habitual is not null)::integer;
  end loop;

  return query
    select s from unnest(v_near || v_habitual) as s
    where s is not null
    order by abs(extract(epoch from s - p_starts_at)), s
    limit p_limit;
end;
$$;
revoke execute on function private.nearest_starts(private.slot_terms, timestamptz, uuid, integer, timestamptz)
  from public, anon, authenticated;
