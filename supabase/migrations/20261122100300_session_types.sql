-- Session types: what a therapist offers, each with its durations, price, place and buffers.

-- Where a session takes place.
create type public.session_place as enum ('in_person', 'online', 'phone');

-- Optional: a therapist without session types offers the durations and the rate of the profile.
create table public.session_types (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null default auth.uid() references public.therapist_profiles (id) on delete cascade,
  name text not null,
  durations integer[] not null default '{60}',
  price numeric(10, 2),
  place public.session_place not null default 'online',
  buffer_before_minutes integer,
  buffer_after_minutes integer,
  first_visit_only boolean not null default false,
  is_active boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint session_types_name_length check (length(name) between 1 and 80),
  constraint session_types_durations_range check (
    cardinality(durations) between 1 and 12 and array_position(durations, null) is null
    and 5 <= all (durations) and 480 >= all (durations)),
  constraint session_types_price_range check (price between 0 and 1000000),
  constraint session_types_one_length_for_a_fixed_price check (price is null or cardinality(durations) = 1),
  constraint session_types_buffers_range check (
    buffer_before_minutes between 0 and 240 and buffer_after_minutes between 0 and 240)
);
comment on table public.session_types is
  'What a therapist offers. While a therapist has active types, every booking is of one of them; otherwise the durations and the rate of the profile apply.';
comment on column public.session_types.price is 'A fixed price in the therapist''s currency; null: the hourly rate times the duration.';
comment on column public.session_types.buffer_before_minutes is 'Null: the profile''s buffer. The same for buffer_after_minutes.';
comment on column public.session_types.first_visit_only is 'Offered only to clients who have not had a session with this therapist.';
comment on column public.session_types.position is 'Order in the list. A booking that names no type gets the first one that fits.';

-- A booking may give its type by name, in any case, so a therapist's names must differ in more than case.
create unique index idx_session_types_therapist_name on public.session_types (therapist_id, lower(name));

-- Everyone may read active types; only the therapist reads inactive ones.
alter table public.session_types enable row level security;
revoke all on public.session_types from anon, authenticated;
grant select on public.session_types to anon, authenticated;
grant delete on public.session_types to authenticated;
grant insert (id, therapist_id, name, durations, price, place, buffer_before_minutes, buffer_after_minutes,
  first_visit_only, is_active, position),
  update (name, durations, price, place, buffer_before_minutes, buffer_after_minutes, first_visit_only, is_active, position)
  on public.session_types to authenticated;
grant select, insert, update, delete on public.session_types to service_role;

-- Everyone may read, so writing needs a policy for each operation.
create policy "Anyone can read what is offered, therapists all of their own" on public.session_types
  for select to anon, authenticated using (is_active or therapist_id = (select auth.uid()));
create policy "Therapists can add session types" on public.session_types
  for insert to authenticated with check (therapist_id = (select auth.uid()));
create policy "Therapists can change their session types" on public.session_types
  for update to authenticated
  using (therapist_id = (select auth.uid())) with check (therapist_id = (select auth.uid()));
create policy "Therapists can remove their session types" on public.session_types
  for delete to authenticated using (therapist_id = (select auth.uid()));

-- Trigger: cleans the name, and refuses a fixed price with more digits than the currency has with 23514 (HTTP 400).
create function private.clean_session_type()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  v_currency text;
begin
  new.name := private.clean_line(new.name);
  select p.currency into v_currency from public.therapist_profiles as p where p.id = new.therapist_id;
  if new.price <> round(new.price, private.currency_digits(v_currency)) then
    raise exception using errcode = '23514', message = format('A price in %s has no fraction.', v_currency);
  end if;
  return new;
end;
$$;
revoke execute on function private.clean_session_type() from public, anon, authenticated;

create trigger session_types_clean before insert or update on public.session_types
  for each row execute function private.clean_session_type();
create trigger session_types_touch before update on public.session_types
  for each row execute function private.touch_updated_at();
