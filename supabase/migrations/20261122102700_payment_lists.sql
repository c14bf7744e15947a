-- Payment lists: payments a page at a time, as session_lists does for sessions.

-- Each payment once for each of its two people. state: paid, refunded (once anything went back or is on its way), awaited or
-- waived; null for a card that was never charged, which no list shows. The caller's rights decide. A view, as session_list.
create view private.payment_list with (security_invoker = true) as
  select o.person_id, o.id, o.listed_at,
    case when o.method = 'waived' then 'waived'
      when o.status = 'cancelled' then null
      when o.status <> 'succeeded' then 'awaited'
      when o.refunded_minor > 0 or exists (
        select 1 from public.refunds as f
        where f.payment_id = o.id and f.status <> 'succeeded' and f.reason <> 'paid_twice'
          and not (f.reason = 'by_hand' and f.status = 'failed')) then 'refunded'
      else 'paid' end as state,
    (select lower(concat_ws(E'\n', o.other_name, s.session_type, o.receipt_number::text))
      from public.client_sessions as s where s.id = o.session_id) as search_text
  from (
    select p.therapist_id as person_id, p.*, (select s.client_name from public.client_sessions as s where s.id = p.session_id) as other_name
    from public.payments as p
    union all
    select p.client_id, p.*, (select t.full_name from public.therapist_profiles as t where t.id = p.therapist_id)
    from public.payments as p
  ) as o;
comment on view private.payment_list is 'Each payment for each of its two people. Their rights decide.';
revoke all on private.payment_list from anon, authenticated;
grant select on private.payment_list to authenticated;

-- One page of the caller's payments, latest first by when each was paid, else begun. p_state: paid, refunded, awaited or waived.
-- Those of [p_from, p_to), where given. Every word of p_search must be found in the other's name, the type or the receipt
-- number. The page goes on after the payment p_after, the last of the page before. At most 1,000 rows.
create function public.find_payments(
  p_state text default null, p_from timestamptz default null, p_to timestamptz default null, p_search text default null,
  p_after uuid default null, p_limit integer default 20)
returns table (id uuid, listed_at timestamptz)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_person constant uuid := (select auth.uid());
  v_patterns constant text[] := private.search_patterns(p_search);
  v_after constant timestamptz := (select p.listed_at from public.payments as p where p.id = p_after);
begin
  if p_after is not null and v_after is null then
    return;
  end if;
  return query
    select l.id, l.listed_at from private.payment_list as l
    where l.person_id = v_person and l.state is not null
      and (p_state is null or l.state = p_state)
      and l.listed_at >= coalesce(p_from, '-infinity') and l.listed_at < coalesce(p_to, 'infinity')
      and (v_patterns = '{}' or l.search_text like all (v_patterns))
      and (p_after is null or (l.listed_at, l.id) < (v_after, p_after))
    order by l.listed_at desc, l.id desc limit least(greatest(coalesce(p_limit, 20), 1), 1000);
end;
$$;
revoke execute on function public.find_payments(text, timestamptz, timestamptz, text, uuid, integer)
  from public, anon, authenticated;
grant execute on function public.find_payments(text, timestamptz, timestamptz, text, uuid, integer) to authenticated;

-- How many payments the caller has in [p_from, p_to), where given, and how many of these the other filters of find_payments
-- leave.
create function public.count_payments(
  p_state text default null, p_from timestamptz default null, p_to timestamptz default null, p_search text default null)
returns table (total bigint, found bigint)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
  v_person constant uuid := (select auth.uid());
  v_patterns constant text[] := private.search_patterns(p_search);
begin
  return query
    select count(*), count(*) filter (where (p_state is null or l.state = p_state)
      and (v_patterns = '{}' or l.search_text like all (v_patterns)))
    from private.payment_list as l
    where l.person_id = v_person and l.state is not null
      and l.listed_at >= coalesce(p_from, '-infinity') and l.listed_at < coalesce(p_to, 'infinity');
end;
$$;
revoke execute on function public.count_payments(text, timestamptz, timestamptz, text) from public, anon, authenticated;
grant execute on function public.count_payments(text, timestamptz, timestamptz, text) to authenticated;
