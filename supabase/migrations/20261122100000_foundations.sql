-- Foundations: the schema for our rules, the helpers that every later slice uses, currencies and prices.
--
-- Functions that decide something are in `private`, which the API does not expose; `public` has the tables and the
-- functions that clients call. "Internal" in a comment means that no role may call the function, only our other functions do.
--
-- Each slice revokes every right first and then grants what is needed, so that the result is the same on old Supabase
-- projects (which grant everything by default) and on new ones (which grant nothing). Revoking once through `alter default
-- privileges` would not do: within a schema it cannot take away what PUBLIC gets by default, and for the whole database it
-- would also change functions that are not ours.
--
-- Functions that are called often are plpgsql even where one query would do: an SQL function with a search path of its own
-- is planned at every call, plpgsql keeps its plans for as long as the connection lives. The busiest ones also set
-- plan_cache_mode = force_generic_plan, otherwise each new month is planned anew, which takes as long as answering.

create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;

create schema private;
comment on schema private is 'Rules and helpers of Peer Care Connect. Not exposed by the API.';
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- A slow query of a visitor must not keep a connection busy.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';

-- Refuses a write or a call; always raises. SQLSTATE PTnnn (PostgREST answers with HTTP nnn), the reason code in `hint`,
-- a sentence for people in `message`, JSON in `details`. All our refusals have this form, except for missing rights (42501)
-- and values that break a check (23514). Any role may call it.
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

-- Text of several lines as we store it: trimmed, without control characters (tab and line feed stay) and without the bidi
-- controls that can make one name look like another (Unicode TR 36). Null stays null. Any role may call it.
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

-- Text of one line (names, headings): clean_text, and every run of white space becomes one space. Any role may call it.
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

-- True for a zone name that this server's IANA database knows: 'Europe/London', and also 'Etc/GMT+5' or the older
-- 'EST5EDT', which a browser may report. False for the database's internal entries ('posix/…', 'right/…', 'Factory',
-- 'localtime', 'posixrules'), for abbreviations, and for POSIX rules ('EST5EDT4', '+03'), which say nothing about changes
-- of a zone's rules. Signed-in people and the service role may call it.
create function private.is_time_zone(p_zone text)
returns boolean
language sql
stable
set search_path = ''
as $$
  -- Reading the list of names takes 20 ms, from disk; 'UTC', which most new accounts have, is answered without it.
  select p_zone = 'UTC'
    or (p_zone !~ '^(posix|right)/' and p_zone not in ('Factory', 'localtime', 'posixrules')
      and exists (select 1 from pg_catalog.pg_timezone_names as z where z.name = p_zone));
$$;
revoke execute on function private.is_time_zone(text) from public, anon, authenticated;
grant execute on function private.is_time_zone(text) to authenticated, service_role;

-- Trigger: sets updated_at on every update of a row.
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

-- Locks one person's calendar until the transaction ends: any other transaction that wants to change it waits. Without this
-- lock, concurrent inserts that reach the exclusion constraint together end in deadlocks; with it, exactly one wins. Always
-- lock the therapist before the client. p_kind: 'therapist' or 'client'. Signed-in people and the service role may call it.
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

-- The database's clock, for countdowns, because a browser's clock may be wrong by a day. Anyone may call it.
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

-- Currencies and prices.

-- The number of digits after the decimal point in a currency: 0 for those that Stripe charges without minor units
-- (https://docs.stripe.com/currencies#zero-decimal), otherwise 2. Currencies with three digits are refused by table checks
-- (is_currency). Any role may call it.
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

-- True for a currency that a therapist may choose: an upper-case ISO 4217 code with no digits or two digits after the
-- point. UGX and ISK are left out: Stripe writes them with two digits, which must both be zero. Any role may call it.
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

-- The price of a session: hourly rate times duration, rounded half up to the currency's digits. p_hourly_rate in major units
-- per 60 minutes; the answer is in major units. Any role may call it.
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

-- A price in the currency's smallest unit, as the payment provider counts it, from major units. For the service role.
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
