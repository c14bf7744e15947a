-- Availability: a therapist's weekly working hours, and one-off changes to them.

-- Wall-clock times and not instants: "Mondays from nine" stays true when the clocks change. working_time turns them into
-- instants.
create table public.availability_slots (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null default auth.uid() references public.therapist_profiles (id) on delete cascade,
  day_of_week smallint not null,
  start_time time(0) not null,
  end_time time(0) not null,
  duration_minutes integer not null default 60,
  is_available boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint availability_slots_day_of_week_range check (day_of_week between 0 and 6),
  constraint availability_slots_order check (start_time < end_time),
  constraint availability_slots_duration_range check (duration_minutes between 5 and 480)
);
comment on table public.availability_slots is
  'Weekly working hours, wall-clock in the therapist''s time zone. Rows that touch or overlap form one stretch of working time; a row with is_available = false takes its hours out.';
comment on column public.availability_slots.day_of_week is '0 = Sunday … 6 = Saturday.';
comment on column public.availability_slots.end_time is 'Exclusive; 24:00 is the end of the day.';
comment on column public.availability_slots.duration_minutes is 'The session duration by which the therapist''s week screen cut the day into rows. It does not limit what clients may book.';

-- The slot rule reads one therapist's week by day.
create index idx_availability_slots_therapist_day on public.availability_slots (therapist_id, day_of_week);

-- Only for the therapist; visitors have no right at all.
alter table public.availability_slots enable row level security;
revoke all on public.availability_slots from anon, authenticated;
grant select, delete on public.availability_slots to authenticated;
grant insert (id, therapist_id, day_of_week, start_time, end_time, duration_minutes, is_available),
  update (day_of_week, start_time, end_time, duration_minutes, is_available)
  on public.availability_slots to authenticated;
grant select, insert, update, delete on public.availability_slots to service_role;

-- Clients do not read these rows; they call get_available_slots. (The policy's name and shape are part of the contract.)
create policy "Therapists can manage their availability" on public.availability_slots
  for all to authenticated
  using (therapist_id = (select auth.uid())) with check (therapist_id = (select auth.uid()));

create trigger availability_slots_touch before update on public.availability_slots
  for each row execute function private.touch_updated_at();

-- Replaces the caller's whole week in one transaction, so that no reader sees half of it. Booked sessions do not move.
-- p_slots: JSON array of {day_of_week, start_time, end_time, duration_minutes, is_available}; times are wall clock in the
-- caller's zone. Returns the saved rows. For signed-in therapists. Refuses THERAPIST_NOT_FOUND 404 (the caller is not a
-- therapist), INVALID_WEEK 422 (not an array), WEEK_TOO_LARGE 422 (more than 700 rows); a row that breaks the table's
-- checks fails with 400.
create function public.save_availability(p_slots jsonb)
returns setof public.availability_slots
language plpgsql
set search_path = ''
as $$
declare
  v_therapist uuid := (select auth.uid());
begin
  if not exists (select 1 from public.therapist_profiles as p where p.id = v_therapist) then
    perform private.refuse(404, 'THERAPIST_NOT_FOUND', 'Only therapists have working hours.');
  end if;
  if jsonb_typeof(p_slots) is distinct from 'array' then
    perform private.refuse(422, 'INVALID_WEEK', 'The week must be a list of working hours.');
  end if;
  if jsonb_array_length(p_slots) > 700 then
    perform private.refuse(422, 'WEEK_TOO_LARGE', 'A week can hold at most 700 stretches of working time.');
  end if;

  -- Otherwise two tabs that save at once could leave the rows of both.
  perform private.lock_person('therapist', v_therapist);
  delete from public.availability_slots as s where s.therapist_id = v_therapist;
  return query
    insert into public.availability_slots (therapist_id, day_of_week, start_time, end_time, duration_minutes, is_available)
    select v_therapist, r.day_of_week, r.start_time, r.end_time, coalesce(r.duration_minutes, 60), coalesce(r.is_available, true)
    from jsonb_to_recordset(p_slots)
      as r (day_of_week smallint, start_time time, end_time time, duration_minutes integer, is_available boolean)
    order by r.day_of_week, r.start_time
    returning *;
end;
$$;
revoke execute on function public.save_availability(jsonb) from public, anon, authenticated;
grant execute on function public.save_availability(jsonb) to authenticated, service_role;

-- Overrides: one-off changes to the weekly hours, such as days off, holidays and extra hours.

-- One row per change, over a span of dates: a holiday of two weeks is one row.
create table public.availability_overrides (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null default auth.uid() references public.therapist_profiles (id) on delete cascade,
  starts_on date not null,
  ends_on date not null,
  start_time time(0),
  end_time time(0),
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
comment on column public.availability_overrides.start_time is 'Null together with end_time: the whole day. Otherwise these hours of each day.';
comment on column public.availability_overrides.end_time is 'Exclusive; 24:00 is the end of the day.';
comment on column public.availability_overrides.reason is 'Only the therapist sees it.';

-- The slot rule reads the overrides that end on or after a date.
create index idx_availability_overrides_therapist_dates on public.availability_overrides (therapist_id, ends_on, starts_on);

-- Only for the therapist: a reason may be private.
alter table public.availability_overrides enable row level security;
revoke all on public.availability_overrides from anon, authenticated;
grant select, delete on public.availability_overrides to authenticated;
grant insert (id, therapist_id, starts_on, ends_on, start_time, end_time, is_available, reason),
  update (starts_on, ends_on, start_time, end_time, is_available, reason)
  on public.availability_overrides to authenticated;
grant select, insert, update, delete on public.availability_overrides to service_role;

-- Clients do not read these rows either.
create policy "Therapists can manage their days off and extra hours" on public.availability_overrides
  for all to authenticated
  using (therapist_id = (select auth.uid())) with check (therapist_id = (select auth.uid()));

-- Trigger: cleans the reason.
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
