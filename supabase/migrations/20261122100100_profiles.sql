-- Profiles and sign-up: a person is a therapist or a client. A trigger decides it once, at sign-up.

-- The public half: what a visitor reads before booking, and the therapist's rules for bookings.
create table public.therapist_profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  slug text not null,
  full_name text not null,
  headline text not null default '',
  bio text not null default '',
  specialties text[] not null default '{}',
  languages text[] not null default '{}',
  location text not null default '',
  time_zone text not null default 'UTC',
  hourly_rate numeric(10, 2) not null default 80,
  currency char(3) not null default 'GBP',
  default_duration_minutes integer not null default 60,
  session_durations integer[] not null default '{30,60,90}',
  slot_interval_minutes integer not null default 30,
  buffer_before_minutes integer not null default 0,
  buffer_after_minutes integer not null default 0,
  min_notice_minutes integer not null default 60,
  booking_window_days integer not null default 90,
  max_sessions_per_day integer,
  cancellation_notice_hours integer not null default 24,
  late_cancel_fee_percent integer,
  no_show_fee_percent integer not null default 100,
  requires_payment boolean not null default true,
  is_accepting_clients boolean not null default true,
  is_verified boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint therapist_profiles_slug_key unique (slug),
  constraint therapist_profiles_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  constraint therapist_profiles_full_name_length check (length(full_name) between 1 and 120),
  constraint therapist_profiles_headline_length check (length(headline) <= 160),
  constraint therapist_profiles_bio_length check (length(bio) <= 4000),
  constraint therapist_profiles_specialties_size check (
    cardinality(specialties) <= 20 and length(array_to_string(specialties, '')) <= 1000
    and array_position(specialties, null) is null),
  constraint therapist_profiles_languages_size check (
    cardinality(languages) <= 20 and length(array_to_string(languages, '')) <= 600
    and array_position(languages, null) is null),
  constraint therapist_profiles_location_length check (length(location) <= 160),
  constraint therapist_profiles_hourly_rate_range check (hourly_rate between 0 and 1000000),
  constraint therapist_profiles_hourly_rate_digits check (
    hourly_rate = round(hourly_rate, private.currency_digits(currency))),
  constraint therapist_profiles_currency_known check (private.is_currency(currency)),
  constraint therapist_profiles_default_duration_range check (default_duration_minutes between 5 and 480),
  constraint therapist_profiles_session_durations_range check (
    cardinality(session_durations) between 1 and 12 and array_position(session_durations, null) is null
    and 5 <= all (session_durations) and 480 >= all (session_durations)),
  constraint therapist_profiles_slot_interval_range check (slot_interval_minutes between 5 and 240),
  constraint therapist_profiles_buffer_before_range check (buffer_before_minutes between 0 and 240),
  constraint therapist_profiles_buffer_after_range check (buffer_after_minutes between 0 and 240),
  constraint therapist_profiles_min_notice_range check (min_notice_minutes between 0 and 525600),
  constraint therapist_profiles_booking_window_range check (booking_window_days between 1 and 3650),
  constraint therapist_profiles_max_sessions_per_day_range check (max_sessions_per_day between 1 and 48),
  constraint therapist_profiles_cancellation_notice_range check (cancellation_notice_hours between 0 and 8760),
  constraint therapist_profiles_late_cancel_fee_range check (late_cancel_fee_percent between 0 and 100),
  constraint therapist_profiles_no_show_fee_range check (no_show_fee_percent between 0 and 100)
);
comment on table public.therapist_profiles is 'A therapist''s public profile and booking rules. Holds nothing private: anyone may read it.';
comment on column public.therapist_profiles.id is 'The auth user.';
comment on column public.therapist_profiles.slug is 'The public page is /therapists/<slug>.';
comment on column public.therapist_profiles.time_zone is 'IANA zone in which the weekly hours are read. Changing it moves no booked session.';
comment on column public.therapist_profiles.hourly_rate is 'Major units of currency per 60 minutes.';
comment on column public.therapist_profiles.session_durations is 'Durations in minutes that clients may choose, besides default_duration_minutes.';
comment on column public.therapist_profiles.slot_interval_minutes is 'Distance between offered starts, counted from the start of each stretch of working time.';
comment on column public.therapist_profiles.buffer_before_minutes is 'Kept free before each session; adds up with the buffer after the session before it.';
comment on column public.therapist_profiles.min_notice_minutes is 'A session cannot be booked later than this before its start.';
comment on column public.therapist_profiles.booking_window_days is 'A session cannot start later than this many 24-hour days from now.';
comment on column public.therapist_profiles.max_sessions_per_day is 'Null: no limit. Counted by the date in the therapist''s zone.';
comment on column public.therapist_profiles.cancellation_notice_hours is 'A client may cancel a confirmed session until this long before its start.';
comment on column public.therapist_profiles.late_cancel_fee_percent is
  'What a client pays who cancels after the notice, in percent of the price. Null: after the notice a client cannot cancel.';
comment on column public.therapist_profiles.no_show_fee_percent is 'What a client pays who does not come, in percent of the price.';
comment on column public.therapist_profiles.is_verified is 'Set by the service role only.';

-- The private half: how to reach a client. Only the client and their therapists may read it.
create table public.client_profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  full_name text not null,
  email text not null,
  phone text not null default '',
  time_zone text not null default 'UTC',
  time_format text not null default 'auto',
  email_reminders boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint client_profiles_full_name_length check (length(full_name) between 1 and 120),
  constraint client_profiles_phone_form check (phone ~ '^[0-9+(). -]{0,40}$'),
  constraint client_profiles_time_format_known check (time_format in ('auto', '12h', '24h'))
);
comment on table public.client_profiles is 'A client''s contact details and preferences. Read by the client, and by therapists who share a session.';
comment on column public.client_profiles.email is 'Follows auth.users.email.';
comment on column public.client_profiles.time_zone is 'IANA zone in which times are shown to this client first.';
comment on column public.client_profiles.time_format is 'auto: as is usual in the browser''s language.';

-- Grants name each column that may be written. Left out: is_verified and a client's email, which no person may set.
alter table public.therapist_profiles enable row level security;
alter table public.client_profiles enable row level security;
revoke all on public.therapist_profiles, public.client_profiles from anon, authenticated;

grant select on public.therapist_profiles to anon, authenticated;
grant update (slug, full_name, headline, bio, specialties, languages, location, time_zone, hourly_rate, currency,
  default_duration_minutes, session_durations, slot_interval_minutes, buffer_before_minutes, buffer_after_minutes,
  min_notice_minutes, booking_window_days, max_sessions_per_day, cancellation_notice_hours, late_cancel_fee_percent,
  no_show_fee_percent, requires_payment, is_accepting_clients)
  on public.therapist_profiles to authenticated;
grant select on public.client_profiles to authenticated;
grant update (full_name, phone, time_zone, time_format, email_reminders) on public.client_profiles to authenticated;
grant select, insert, update, delete on public.therapist_profiles, public.client_profiles to service_role;

-- A visitor chooses a therapist before signing up.
create policy "Anyone can read therapist profiles" on public.therapist_profiles
  for select to anon, authenticated using (true);

-- A person may change only their own profile. No policy for inserting: sign-up creates the rows.
create policy "Therapists can change their own profile" on public.therapist_profiles
  for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy "Clients can change their own profile" on public.client_profiles
  for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));
-- The policy for reading client profiles is in the sessions slice: it asks who shares a session.

-- Trigger: cleans the name, and refuses a time zone that the server does not know with 23514 (check violation, HTTP 400).
create function private.clean_profile()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.full_name := private.clean_line(new.full_name);
  if (tg_op = 'INSERT' or new.time_zone is distinct from old.time_zone) and not private.is_time_zone(new.time_zone) then
    raise exception using errcode = '23514', message = format('"%s" is not a time zone we know.', new.time_zone),
      hint = 'Use an IANA name such as Europe/London.';
  end if;
  return new;
end;
$$;
revoke execute on function private.clean_profile() from public, anon, authenticated;
grant execute on function private.clean_profile() to authenticated, service_role;

-- Trigger: cleans a therapist's texts and each entry of the lists; empty entries are dropped.
create function private.clean_therapist_texts()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.headline := private.clean_line(new.headline);
  new.bio := private.clean_text(new.bio);
  new.location := private.clean_line(new.location);
  new.specialties := array(select private.clean_line(s) from unnest(new.specialties) as s where private.clean_line(s) <> '');
  new.languages := array(select private.clean_line(l) from unnest(new.languages) as l where private.clean_line(l) <> '');
  return new;
end;
$$;
revoke execute on function private.clean_therapist_texts() from public, anon, authenticated;
grant execute on function private.clean_therapist_texts() to authenticated, service_role;

-- For every writer, the service role included.
create trigger therapist_profiles_clean before insert or update on public.therapist_profiles
  for each row execute function private.clean_profile();
create trigger therapist_profiles_clean_texts before insert or update on public.therapist_profiles
  for each row execute function private.clean_therapist_texts();
create trigger client_profiles_clean before insert or update on public.client_profiles
  for each row execute function private.clean_profile();
create trigger therapist_profiles_touch before update on public.therapist_profiles
  for each row execute function private.touch_updated_at();
create trigger client_profiles_touch before update on public.client_profiles
  for each row execute function private.touch_updated_at();

-- Sign-up: a new auth user gets the profile row of their role. Nothing else in the database reads user metadata.

-- A slug that no therapist has yet, made from a name: 'Zoë O''Hara' → 'zoe-o-hara', then '-2', '-3', …
-- Takes a lock until the transaction ends, so that two people of one name who sign up at once get different slugs.
-- Called by sign-up only.
create function private.free_slug(p_name text)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_base text := btrim(regexp_replace(
    regexp_replace(lower(normalize(p_name, nfkd)), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', '-', 'g'), '-');
  v_slug text;
  v_number integer := 1;
begin
  v_base := btrim(left(coalesce(nullif(v_base, ''), 'therapist'), 70), '-');
  v_slug := v_base;
  -- One lock for all names: a second 'Ann' and a first 'Ann 2' both want ann-2.
  perform pg_advisory_xact_lock(hashtextextended('slug', 0));
  while exists (select 1 from public.therapist_profiles as p where p.slug = v_slug) loop
    v_number := v_number + 1;
    v_slug := v_base || '-' || v_number;
  end loop;
  return v_slug;
end;
$$;
revoke execute on function private.free_slug(text) from public, anon, authenticated;

-- Trigger on auth.users: creates the profile. A therapist if the metadata's role is exactly 'therapist', otherwise a
-- client. A missing or unknown time zone becomes UTC; a missing name becomes the part of the email before the @.
-- Security definer: the auth service's role has no rights on our tables.
create function private.handle_new_user()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_meta jsonb := coalesce(new.raw_user_meta_data, '{}'::jsonb);
  v_name text := left(private.clean_line(v_meta ->> 'full_name'), 120);
  v_zone text := v_meta ->> 'time_zone';
begin
  if coalesce(v_name, '') = '' then
    v_name := coalesce(nullif(left(private.clean_line(split_part(new.email, '@', 1)), 120), ''), 'Someone');
  end if;
  if v_zone is null or not private.is_time_zone(v_zone) then
    v_zone := 'UTC';
  end if;

  if v_meta ->> 'role' = 'therapist' then
    insert into public.therapist_profiles (id, slug, full_name, time_zone)
    values (new.id, private.free_slug(v_name), v_name, v_zone);
  else
    insert into public.client_profiles (id, full_name, email, time_zone)
    values (new.id, v_name, coalesce(new.email, ''), v_zone);
  end if;
  return new;
end;
$$;
revoke execute on function private.handle_new_user() from public, anon, authenticated;

-- Trigger on auth.users: copies a confirmed change of email to the client's contact details.
-- Security definer for the same reason as above.
create function private.handle_changed_email()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.client_profiles set email = coalesce(new.email, '') where id = new.id;
  return new;
end;
$$;
revoke execute on function private.handle_changed_email() from public, anon, authenticated;

-- Prefixed names, because other parts of the project may add triggers to auth.users too.
create trigger peer_care_connect_new_user after insert on auth.users
  for each row execute function private.handle_new_user();
create trigger peer_care_connect_changed_email after update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function private.handle_changed_email();
