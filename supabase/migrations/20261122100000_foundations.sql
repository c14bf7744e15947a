-- Foundations: the schema that holds our rules, and the few helpers every later slice uses.
--
-- `private` is not exposed by the API. Functions that decide something live there; `public` holds tables and the
-- handful of functions that clients call. Every slice revokes first and then grants exactly what is needed, so that
-- it means the same on old Supabase projects (which grant everything by default) and new ones (which grant nothing).
--
-- What is called often is plpgsql even where one query would do: a function in SQL that sets its search path is planned
-- anew at each call, while plpgsql keeps its plans for as long as a connection lives. What people call most also
-- sets plan_cache_mode: without it each new month would be planned for itself, which takes as long as answering.

create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;

create schema private;
comment on schema private is 'Rules and helpers of Peer Care Connect. Not exposed by the API.';
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- A runaway query of a visitor must not hold a connection. The embedded stack and hosted Supabase both honour this.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';

-- Refuses a write or a call in the one form that reaches people whole: SQLSTATE PTnnn (PostgREST answers with HTTP
-- nnn), the reason code in `hint`, a sentence in `message`, JSON in `details`. Always raises.
create function private.refuse(p_status integer, p_code text, p_message text, p_details jsonb default '{}'::jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
  raise exception using
    errcode = 'PT' || p_status::text,
    message = p_message,
    hint = p_code,
    detail = p_details::text;
end;
$$;
revoke execute on function private.refuse(integer, text, text, jsonb) from public, anon, authenticated;
grant execute on function private.refuse(integer, text, text, jsonb) to anon, authenticated, service_role;

-- Text of several lines as we keep it: without control characters (tab and line feed stay) and without the bidi
-- controls that let a name or a note pretend to be another (Unicode TR 36). Null stays null.
create function private.clean_text(p_text text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return btrim(
    regexp_replace(
      replace(p_text, E'\r\n', E'\n'),
      '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g'),
    E' \t\n');
end;
$$;
revoke execute on function private.clean_text(text) from public, anon, authenticated;
grant execute on function private.clean_text(text) to anon, authenticated, service_role;

-- Text of one line (names, headings): clean_text with every run of white space folded to one space.
create function private.clean_line(p_text text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return btrim(regexp_replace(private.clean_text(p_text), '\s+', ' ', 'g'));
end;
$$;
revoke execute on function private.clean_line(text) from public, anon, authenticated;
grant execute on function private.clean_line(text) to anon, authenticated, service_role;

-- True for a name of the IANA database as this server has it: 'Europe/London', but also 'Etc/GMT+5' and older names such as
-- 'EST5EDT', which a browser may report. Not a name: what a database keeps for itself ('posix/…', 'right/…', 'Factory',
-- 'localtime', 'posixrules'), abbreviations, and POSIX rules ('EST5EDT4', '+03'), which do not say what will hold next year.
create function private.is_time_zone(p_zone text)
returns boolean
language sql
stable
set search_path = ''
as $$
  -- The list of names is read from disk each time (20 ms); the name that most new accounts have needs no list.
  select p_zone = 'UTC'
    or (p_zone !~ '^(posix|right)/' and p_zone not in ('Factory', 'localtime', 'posixrules')
      and exists (select 1 from pg_catalog.pg_timezone_names as z where z.name = p_zone));
$$;
revoke execute on function private.is_time_zone(text) from public, anon, authenticated;
grant execute on function private.is_time_zone(text) to authenticated, service_role;

-- Trigger: stamps updated_at on every change of a row.
create function private.touch_updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
revoke execute on function private.touch_updated_at() from public, anon, authenticated;
grant execute on function private.touch_updated_at() to authenticated, service_role;

-- Serialises everything that changes who is busy when, for one person, until the transaction ends.
-- Concurrent inserts that meet only in an exclusion constraint end in deadlocks; taking these first, always the
-- therapist before the client, leaves exactly one winner. p_kind: 'therapist' or 'client'.
create function private.lock_person(p_kind text, p_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_kind || ':' || p_id::text, 0));
end;
$$;
revoke execute on function private.lock_person(text, uuid) from public, anon, authenticated;
grant execute on function private.lock_person(text, uuid) to authenticated, service_role;

-- The database's clock, for countdowns: a browser's own clock may be a day off. Anyone may call it.
create function public.server_time()
returns timestamptz
language sql
volatile
set search_path = ''
as $$
  select pg_catalog.clock_timestamp();
$$;
revoke execute on function public.server_time() from public, anon, authenticated;
grant execute on function public.server_time() to anon, authenticated, service_role;

-- Currencies and prices: which we can price in, and what an hourly rate makes of a length.

-- How many digits follow the decimal point in a currency: 0 for those that Stripe charges without minor units
-- (https://docs.stripe.com/currencies#zero-decimal), otherwise 2. Three-digit currencies are refused by table checks.
create function private.currency_digits(p_currency text)
returns integer
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case when p_currency in ('BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF',
                                  'VND', 'VUV', 'XAF', 'XOF', 'XPF')
              then 0 else 2 end;
end;
$$;
revoke execute on function private.currency_digits(text) from public, anon, authenticated;
grant execute on function private.currency_digits(text) to anon, authenticated, service_role;

-- True for a currency we can price in: an upper-case ISO 4217 code with none or two digits after the point. UGX and
-- ISK are left out because Stripe treats them as two-digit currencies that may hold no fraction.
create function private.is_currency(p_currency text)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select p_currency ~ '^[A-Z]{3}$'
    and p_currency not in ('BHD', 'IQD', 'ISK', 'JOD', 'KWD', 'LYD', 'OMR', 'TND', 'UGX');
$$;
revoke execute on function private.is_currency(text) from public, anon, authenticated;
grant execute on function private.is_currency(text) to anon, authenticated, service_role;

-- The price of a session: hourly rate times minutes, rounded half up to the currency's own digits.
-- p_hourly_rate in major units per 60 minutes; the answer is in major units.
create function private.session_price(p_hourly_rate numeric, p_minutes integer, p_currency text)
returns numeric
language plpgsql
immutable
set search_path = ''
as $$
begin
  return round(p_hourly_rate * p_minutes / 60, private.currency_digits(p_currency))::numeric(10, 2);
end;
$$;
revoke execute on function private.session_price(numeric, integer, text) from public, anon, authenticated;
grant execute on function private.session_price(numeric, integer, text) to anon, authenticated, service_role;

-- A price as the payment provider counts it: major units to the currency's smallest.
create function private.minor_units(p_amount numeric, p_currency text)
returns bigint
language sql
immutable
set search_path = ''
as $$
  select round(p_amount * 10 ^ private.currency_digits(p_currency))::bigint;
$$;
revoke execute on function private.minor_units(numeric, text) from public, anon, authenticated;
grant execute on function private.minor_units(numeric, text) to service_role;
