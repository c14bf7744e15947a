-- One-off changes to the weekly hours: days off, holidays, extra hours.

-- One row per thing that is different, over a span of dates: a holiday is one row and not fourteen.
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

-- The slot rule asks for those that end after a date.
create index idx_availability_overrides_therapist_dates on public.availability_overrides (therapist_id, ends_on, starts_on);

-- Only the therapist: a reason may be private.
alter table public.availability_overrides enable row level security;
revoke all on public.availability_overrides from anon, authenticated;
grant select, delete on public.availability_overrides to authenticated;
grant insert (id, therapist_id, starts_on, ends_on, start_time, end_time, is_available, reason),
  update (starts_on, ends_on, start_time, end_time, is_available, reason)
  on public.availability_overrides to authenticated;
grant select, insert, update, delete on public.availability_overrides to service_role;

-- Clients never read these rows either: they see get_available_slots.
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
