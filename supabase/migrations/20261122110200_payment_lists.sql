-- Payment lists: payments a page at a time, as session_lists does for sessions.

-- How a payment is listed: paid, refunded (once anything went back or is on its way), awaited or waived; null for a card that
-- was never charged, which no list shows.
create function private.payment_state(p_payment public.payments)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return case when p_payment.method = 'waived' then 'waived'
    when p_payment.status = 'cancelled' then null
    when p_payment.status <> 'succeeded' then 'awaited'
    when p_payment.refunded_minor > 0 or exists (
      select 1 from public.refunds as f
      where f.payment_id = p_payment.id and f.status <> 'succeeded' and f.reason <> 'paid_twice'
        and not (f.reason = 'by_hand' and f.status = 'failed')) then 'refunded'
    else 'paid' end;
end;
$$;
revoke execute on function private.payment_state(public.payments) from public, anon, authenticated;
grant execute on function private.payment_state(public.payments) to authenticated;

-- Each payment for each of its two people; at: when it was paid, else when it was begun. The caller's rights decide.
create view private.payment_list with (security_invoker = true) as
  select b.person_id, p as payment, coalesce(p.paid_at, p.created_at) as at, b.session_type, b.client_name, b.therapist_id
  from (
    select s.therapist_id as person_id, s.id as session_id, s.session_type, s.client_name, null::uuid as therapist_id
    from public.client_sessions as s
    union all
    select s.client_id, s.id, s.session_type, '', s.therapist_id
    from public.client_sessions as s
  ) as b
  join public.payments as p on p.session_id = b.session_id;
comment on view private.payment_list is 'Each payment for each of its two people. Their rights decide.';
revoke all on private.payment_list from anon, authenticated;
grant select on private.payment_list to authenticated;

-- True when a payment has this state (null: any that is listed) and every pattern is found in the other's name, the type or the
-- receipt number.
create function private.is_listed(p_payment private.payment_list, p_state text, p_patterns text[])
returns boolean
language plpgsql
stable
set search_path = ''
as $$
declare
  v_state constant text := private.payment_state(p_payment.payment);
begin
  return v_state is not null and (p_state is null or v_state = p_state)
    and (p_patterns = '{}' or lower(concat_ws(E'\n', p_payment.client_name,
      (select t.full_name from public.therapist_profiles as t where t.id = p_payment.therapist_id),
      p_payment.session_type, (p_payment.payment).receipt_number::text)) like all (p_patterns));
end;
$$;
revoke execute on function private.is_listed(private.payment_list, text, text[]) from public, anon, authenticated;
grant execute on function private.is_listed(private.payment_list, text, text[]) to authenticated;

-- One page of the caller's payments, latest first by when each was paid, else begun. p_state: paid, refunded, awaited or waived.
-- Those of [p_from, p_to), where given. Every word of p_search must be found in names, type or receipt number. The page
-- goes on after the row (p_after_at, p_after_id), the last of the page before. At most 1,000 rows.
create function public.find_payments(
  p_state text default null, p_from timestamptz default null, p_to timestamptz default null, p_search text default null,
  p_after_at timestamptz default null, p_after_id uuid default null, p_limit integer default 20)
returns table (id uuid, at timestamptz)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_person constant uuid := (select auth.uid());
  v_patterns constant text[] := private.search_patterns(p_search);
begin
  return query
    select (l.payment).id, l.at
    from (
      -- In order first: a page then judges no more payments than it needs.
      select o.* from private.payment_list as o
      where o.person_id = v_person and o.at >= coalesce(p_from, '-infinity') and o.at < coalesce(p_to, 'infinity')
        and (p_after_at is null or (o.at, (o.payment).id) < (p_after_at, p_after_id))
      order by o.at desc, (o.payment).id desc offset 0
    ) as l
    where private.is_listed(l, p_state, v_patterns)
    limit least(greatest(coalesce(p_limit, 20), 1), 1000);
end;
$$;
revoke execute on function public.find_payments(text, timestamptz, timestamptz, text, timestamptz, uuid, integer)
  from public, anon, authenticated;
grant execute on function public.find_payments(text, timestamptz, timestamptz, text, timestamptz, uuid, integer) to authenticated;
