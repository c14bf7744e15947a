-- One-off changes to the weekly hours: days off, holidays, extra hours.

create table public.availability_overrides (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null default auth.uid() references public.therapist_profiles (id) on delete cascade,
  starts_on date not null,
  ends_on date not null,
  start_time time,
  end_time time,
  is_available boolean not null default false,
  reason text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint availability_overrides_dates_in_order check (starts_on <= ends_on),
  constraint availability_overrides_dates_within_two_years check (ends_on - starts_on <= 731),
  constraint availability_overrides_both_times_or_neither check ((start_time is null) = (end_time is null)),
  constraint availability_overrides_times_in_order check (start_time < end_time),
  constraint availability_overrides_reason_length check (length(reason) <= 200)
);
comment on table public.availability_overrides is
  'One-off changes to the weekly hours, wall-clock in the therapist''s zone: time off (is_available = false) or added hours (true).';
comment on column public.availability_overrides.ends_on is 'Inclusive.';
comment on column public.availability_overrides.start_time is 'Null with end_time: the whole of each day. Otherwise these hours of each day.';
comment on column public.availability_overrides.end_time is 'Exclusive; 24:00 is the end of the day.';
comment on column public.availability_overrides.reason is 'For the therapist alone.';
create index idx_availability_overrides_therapist_dates on public.availability_overrides (therapist_id, ends_on, starts_on);

alter table public.availability_overrides enable row level security;
revoke all on public.availability_overrides from anon, authenticated;
grant select, delete on public.availability_overrides to authenticated;
grant insert (id, therapist_id, starts_on, ends_on, start_time, end_time, is_available, reason),
  update (starts_on, ends_on, start_time, end_time, is_available, reason)
  on public.availability_overrides to authenticated;
grant select, insert, update, delete on public.availability_overrides to service_role;

create policy "Therapists can manage their days off and extra hours" on public.availability_overrides
  for all to authenticated
  using (therapist_id = (select auth.uid())) with check (therapist_id = (select auth.uid()));

-- Trigger: the reason without control and bidi characters.
create function private.clean_override()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.reason := coalesce(private.clean_line(new.reason), '');
  return new;
end;
$$;
revoke execute on function private.clean_override() from public, anon, authenticated;

create trigger availability_overrides_clean before insert or update on public.availability_overrides
  for each row execute function private.clean_override();
create trigger availability_overrides_touch before update on public.availability_overrides
  for each row execute function private.touch_updated_at();
create trigger availability_overrides_announce_insert after insert on public.availability_overrides
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger availability_overrides_announce_update after update on public.availability_overrides
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger availability_overrides_announce_delete after delete on public.availability_overrides
  referencing old table as changed for each statement execute function private.announce_hours();

-- A therapist's hours on the local dates p_first to p_last (inclusive) as wall-clock time: weekly hours without the rows
-- taken out, and the extra hours, and then without the time off. Time off wins over everything.
create function private.local_hours(p_therapist_id uuid, p_first date, p_last date)
returns tsmultirange
language sql
stable
set search_path = ''
as $$
  with weekly as (
    -- Merged once per weekday, as times of an arbitrary day, before it is repeated for each date.
    select s.day_of_week,
      coalesce(range_agg(tsrange(date '2000-01-01' + s.start_time, date '2000-01-01' + s.end_time))
        filter (where s.is_available), '{}')
      - coalesce(range_agg(tsrange(date '2000-01-01' + s.start_time, date '2000-01-01' + s.end_time))
        filter (where not s.is_available), '{}') as hours
    from public.availability_slots as s
    where s.therapist_id = p_therapist_id
    group by s.day_of_week
  ), regular as (
    select coalesce(range_agg(tsrange(
      d + (lower(h) - timestamp '2000-01-01'), d + (upper(h) - timestamp '2000-01-01'))), '{}') as hours
    from weekly as w
    cross join unnest(w.hours) as h
    join generate_series(p_first::timestamp, p_last::timestamp, interval '1 day') as d
      on extract(dow from d) = w.day_of_week
  ), change as (
    select o.is_available, tsrange(d + coalesce(o.start_time, time '00:00'), d + coalesce(o.end_time, time '24:00')) as hours
    from public.availability_overrides as o
    cross join lateral generate_series(
      greatest(o.starts_on, p_first)::timestamp, least(o.ends_on, p_last)::timestamp, interval '1 day') as d
    where o.therapist_id = p_therapist_id and o.ends_on >= p_first and o.starts_on <= p_last
  )
  select r.hours
    + coalesce((select range_agg(c.hours) from change as c where c.is_available), '{}')
    - coalesce((select range_agg(c.hours) from change as c where not c.is_available), '{}')
  from regular as r;
$$;
revoke execute on function private.local_hours(uuid, date, date) from public, anon, authenticated;

-- Working time, now with one-off changes, and fast where no clock changes. The definition is as before: an instant is
-- working time exactly when a clock in the zone reads a time within the hours.
create or replace function private.working_time(p_therapist_id uuid, p_zone text, p_first date, p_last date)
returns tstzmultirange
language plpgsql
stable
set search_path = ''
as $$
declare
  v_hours constant tsmultirange := private.local_hours(p_therapist_id, p_first, p_last);
  -- The offsets in force safely before the first and after the last local date (UTC-12 to UTC+14).
  v_begin constant timestamptz := (p_first::timestamp at time zone 'UTC') - interval '15 hours';
  v_end constant timestamptz := (p_last::timestamp at time zone 'UTC') + interval '37 hours';
  v_offset interval := (v_begin at time zone p_zone) - (v_begin at time zone 'UTC');
  v_from timestamptz := '-infinity';
  v_to timestamptz;
  v_probe timestamptz;
  v_next timestamptz := v_begin;
  v_result tstzmultirange := '{}';
begin
  -- From one change of the offset to the next, local time is real time moved by a constant. No zone changes twice in a
  -- week, so looking once a week finds every change.
  loop
    loop
      v_probe := v_next;
      v_next := least(v_next + interval '7 days', v_end);
      exit when v_probe >= v_end or (v_next at time zone p_zone) - (v_next at time zone 'UTC') <> v_offset;
    end loop;
    v_to := case when v_probe >= v_end then 'infinity' else private.zone_change_between(p_zone, v_probe, v_next) end;
    v_result := v_result + coalesce((
      select range_agg(tstzrange((lower(h) at time zone 'UTC') - v_offset, (upper(h) at time zone 'UTC') - v_offset)
        * tstzrange(v_from, v_to))
      from unnest(v_hours) as h), '{}');
    exit when v_to = 'infinity';
    v_from := v_to;
    v_next := v_to;
    v_offset := (v_to at time zone p_zone) - (v_to at time zone 'UTC');
  end loop;
  return v_result;
end;
$$;
