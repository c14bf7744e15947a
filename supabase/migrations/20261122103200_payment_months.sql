-- Payment months: the figures a therapist's bookkeeping starts from.

-- The caller's money by month, as a therapist: what came in (paid_minor), what went back (refunded_minor) and how many
-- payments, per month in the therapist's zone and per currency, latest first. Row level security decides which rows.
create function public.payment_months()
returns table (month date, currency text, payments bigint, paid_minor bigint, refunded_minor bigint)
language sql
stable
set search_path = ''
as $$
  select date_trunc('month', p.paid_at at time zone t.time_zone)::date, p.currency::text, count(*),
    sum(p.amount_minor)::bigint, sum(p.refunded_minor)::bigint
  from public.payments as p
  join public.client_sessions as s on s.id = p.session_id
  join public.therapist_profiles as t on t.id = s.therapist_id
  where s.therapist_id = (select auth.uid()) and p.paid_at is not null
  group by 1, 2
  order by 1 desc, 2;
$$;
revoke execute on function public.payment_months() from public, anon, authenticated;
grant execute on function public.payment_months() to authenticated;
