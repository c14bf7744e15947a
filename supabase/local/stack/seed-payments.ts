import postgres from 'postgres';
import Stripe from 'stripe';

import { SANDBOX_STRIPE_SECRET_KEY } from '../base/config.ts';

/** How seed.sql marks a payment that the sandbox does not know yet. */
const SEEDED = 'pi_seed_%';

interface SeededPayment {
  id: string;
  session_id: string;
  amount_minor: number;
  currency: string;
  refunded_minor: number;
}

/**
 * Makes the payments of seed.sql in the sandbox, through the real SDK, so that the demo sessions can be cancelled and
 * refunded like any other. Payments made already are skipped, so an interrupted run can be repeated.
 */
export async function paySeededSessions(databaseUrl: string, stripeUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    if (!(await sql`select to_regclass('public.payments') as found`)[0]?.['found']) return;
    const payments = await sql<SeededPayment[]>`
      select id, session_id, amount_minor::int, currency, refunded_minor::int
      from public.payments where provider_intent_id like ${SEEDED}`;
    if (payments.length === 0) return;
    const stripe = sandboxClient(stripeUrl);
    for (const payment of payments) {
      const intent = await stripe.paymentIntents.create(
        {
          amount: payment.amount_minor,
          currency: payment.currency.toLowerCase(),
          payment_method: 'pm_card_visa',
          confirm: true,
          allowed_payment_method_types: ['card'],
          metadata: { session_id: payment.session_id },
        },
        { idempotencyKey: `seed-${payment.id}` },
      );
      const refund =
        payment.refunded_minor > 0
          ? await stripe.refunds.create(
              { payment_intent: intent.id, amount: payment.refunded_minor },
              { idempotencyKey: `seed-refund-${payment.id}` },
            )
          : null;
      await sql.begin(async (tx) => {
        if (refund) await tx`update public.refunds set provider_refund_id = ${refund.id} where payment_id = ${payment.id}`;
        await tx`update public.payments set provider_intent_id = ${intent.id} where id = ${payment.id}`;
      });
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function sandboxClient(stripeUrl: string): Stripe {
  const { hostname, port } = new URL(stripeUrl);
  return new Stripe(SANDBOX_STRIPE_SECRET_KEY, { host: hostname, port: Number(port), protocol: 'http', telemetry: false });
}
