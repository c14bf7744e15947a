import type { Stripe } from 'stripe';
import type { Sql } from 'postgres';

type SeenIntent = {
  id: string;
  session_id: string | null;
  status: string;
  received: number;
  refunded: number;
  currency: string;
  /** Disputed and not won: the money is with the cardholder's bank. */
  disputed: boolean;
};

export type Problem = { rule: string; id: string; detail: string };

/** Every intent at Stripe that names a session, with the amount refunded. */
async function intentsAtStripe(stripe: Stripe): Promise<SeenIntent[]> {
  const disputed = new Set<string>();
  for await (const dispute of stripe.disputes.list({ limit: 100 })) {
    if (dispute.status !== 'won' && typeof dispute.payment_intent === 'string') disputed.add(dispute.payment_intent);
  }
  const seen: SeenIntent[] = [];
  for await (const intent of stripe.paymentIntents.list({ limit: 100, expand: ['data.latest_charge'] })) {
    const charge = intent.latest_charge;
    seen.push({
      id: intent.id,
      session_id: intent.metadata.session_id ?? null,
      status: intent.status,
      received: intent.amount_received,
      refunded: charge !== null && typeof charge === 'object' ? charge.amount_refunded : 0,
      currency: intent.currency.toUpperCase(),
      disputed: disputed.has(intent.id),
    });
  }
  return seen.filter((intent) => intent.session_id !== null);
}

/**
 * Checks the invariants of money for the given sessions (null: all) against Stripe, while nothing is being processed.
 * Each select below is one invariant. @returns what is broken, one entry each
 */
export async function moneyProblems(sql: Sql, stripe: Stripe, sessions: string[] | null = null): Promise<Problem[]> {
  const intents = (await intentsAtStripe(stripe)).filter((one) => sessions === null || sessions.includes(one.session_id ?? ''));
  return [
    ...(await sql<Problem[]>`
    with theirs as (
      select * from jsonb_to_recordset(${sql.json(intents)}) as i
        (id text, session_id uuid, status text, received bigint, refunded bigint, currency text, disputed boolean)
    ), ours as (
      select * from public.client_sessions as s where ${sessions}::uuid[] is null or s.id = any (${sessions}::uuid[])
    ), paid as (
      select t.*, s.id as session, s.status as session_status, s.cancelled_by, s.cancelled_at, s.starts_at, s.cancellation_notice_hours,
        s.late_cancel_fee_percent, s.no_show_fee_percent, p.id as payment, p.method, p.amount_minor,
        coalesce((select sum(f.amount_minor) from public.refunds as f where f.payment_id = p.id
          and f.status in ('owed', 'pending', 'failed') and f.reason <> 'by_hand'), 0) as on_its_way
      from theirs as t
      left join public.payments as p on p.provider_intent_id = t.id
      left join ours as s on s.id = p.session_id
      where t.status = 'succeeded'
    ), kept as (
      select paid.*, paid.received - paid.refunded - paid.on_its_way as left_over,
        case
          when payment is null or method <> 'card' then 0
          when session_status = 'no_show' then round(received * no_show_fee_percent / 100.0)
          when session_status <> 'cancelled' then received
          when cancelled_by <> 'client' or cancelled_at <= starts_at - make_interval(hours => cancellation_notice_hours) then 0
          else round(received * coalesce(late_cancel_fee_percent, 0) / 100.0)
        end as allowed
      from paid
    )
    select 'I1 one therapist, two sessions at once' as rule, a.id::text, b.id::text as detail
    from ours as a join public.client_sessions as b on a.id <> b.id and a.therapist_id = b.therapist_id and a.during && b.during
    where a.status in ('scheduled', 'confirmed', 'in_progress') and b.status in ('scheduled', 'confirmed', 'in_progress')
    union all
    select 'I2 one client, two sessions at once', a.id::text, b.id::text
    from ours as a join public.client_sessions as b on a.id <> b.id and a.client_id = b.client_id and a.during && b.during
    where a.status in ('scheduled', 'confirmed', 'in_progress') and b.status in ('scheduled', 'confirmed', 'in_progress')
    union all
    select 'I3 confirmed without exactly one right payment or the therapist''s confirmation', s.id::text, s.status || ' ' || s.payment_status
    from ours as s left join public.payments as p on p.session_id = s.id
    where s.status in ('confirmed', 'in_progress', 'completed') and s.price > 0 and s.payment_status <> 'not_required'
      and not coalesce(p.method = 'in_person' and p.status = 'succeeded', false)
      and not (s.payment_status in ('pending', 'failed') and exists (
        select 1 from public.session_events as e where e.session_id = s.id and e.actor_role = 'therapist' and e.to_status = 'confirmed'))
      and not (s.payment_status in ('paid', 'refunded', 'partially_refunded')
        and coalesce(p.method = 'card' and p.status = 'succeeded' and p.currency = s.currency
          and p.amount_minor = private.minor_units(s.price, s.currency), false)
        and (select count(*) from theirs as t where t.session_id = s.id and t.status = 'succeeded' and t.received = p.amount_minor
          and t.currency = p.currency and t.id = p.provider_intent_id) = 1)
    union all
    select 'I3 paid, but Stripe has no such payment', s.id::text, coalesce(t.status, 'no intent')
    from ours as s join public.payments as p on p.session_id = s.id left join theirs as t on t.id = p.provider_intent_id
    where p.method = 'card' and p.status = 'succeeded' and coalesce(t.status, '') <> 'succeeded'
    union all
    select 'I4 more money kept than the policy allows', kept.id, concat_ws(' ', kept.session_status, kept.method, kept.left_over, 'kept of', kept.received,
      'allowed', kept.allowed)
    from kept where kept.left_over > kept.allowed and not kept.disputed
    union all
    select 'I4 one session, charged twice', t.session_id::text, count(*)::text
    from theirs as t where t.status = 'succeeded' and t.refunded < t.received and not t.disputed group by t.session_id having count(*) > 1
    union all
    select 'I5 a payment took effect twice', e.session_id::text, count(*)::text
    from public.session_events as e join ours as s on s.id = e.session_id
    where e.kind = 'payment_changed' and e.to_payment_status = 'paid' group by e.session_id having count(*) > 1
    union all
    select 'I5 refunds at Stripe and here differ', paid.id, paid.refunded || ' there'
    from paid where paid.payment is not null and paid.refunded <> coalesce((
      select sum(f.amount_minor) from public.refunds as f where f.payment_id = paid.payment and f.status = 'succeeded'), 0)
    union all
    select 'I6 more refunded than was paid', p.id::text, sum(f.amount_minor) || ' of ' || p.amount_minor
    from public.payments as p join ours as s on s.id = p.session_id join public.refunds as f on f.payment_id = p.id
    where f.reason <> 'paid_twice' and p.method = 'card' and not (f.reason = 'by_hand' and f.status = 'failed')
    group by p.id having sum(f.amount_minor) > p.amount_minor
    union all
    select 'I6 payment status does not fit the refunds', s.id::text, s.payment_status || ' with ' || p.refunded_minor || ' of ' || p.amount_minor
    from ours as s join public.payments as p on p.session_id = s.id
    where p.method = 'card' and p.status = 'succeeded' and p.amount_minor = private.minor_units(s.price, s.currency)
      and s.payment_status <> case p.refunded_minor when 0 then 'paid' when p.amount_minor then 'refunded' else 'partially_refunded' end::public.payment_status
    union all
    select 'a payment without its receipt', p.id::text, p.method
    from public.payments as p join ours as s on s.id = p.session_id
    where p.status = 'succeeded' and p.method <> 'waived' and (p.paid_at is null or p.receipt_number is null)`),
  ];
}
