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
