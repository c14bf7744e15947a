import type { Stripe } from 'stripe';
import { TEST_CARDS } from '../objects/cards.ts';
import { formatAmount } from '../objects/currencies.ts';
import type { FaultSettings } from '../faults/fault-settings.ts';
import { latestCharge } from '../objects/lookups.ts';
import type { Sandbox } from '../objects/sandbox.ts';
import type { SandboxState } from '../objects/store.ts';
import { disputeButtons, faultsForm, processingButtons } from './controls.ts';
import { html } from '../../pages/html.ts';
import type { Html } from '../../pages/html.ts';
import { page } from './layout.ts';
import type { PageReply } from './layout.ts';

const SHOWN = 25;
const DISPUTE_LABELS: Record<string, string> = { won: 'Dispute won', lost: 'Dispute lost' };

/** The sandbox's home page: its latest payments, undelivered events, faults and test cards. */
export function homePage(sandbox: Sandbox, faults: FaultSettings | null): PageReply {
  const { state } = sandbox.store;
  const intents = Object.values(state.intents).slice(-SHOWN).toReversed();
  const waiting = Object.values(state.events).filter((record) => record.deliveredAt === null && !record.gaveUp).length;
  const content = html`
<div>
  <h1>Payment sandbox</h1>
  <p class="lead">It stands in for Stripe on this machine: it answers Stripe's API for Peer Care Connect and sends its
  signed events. No card is charged, nothing leaves this computer, and real card numbers are refused.</p>
</div>
<section aria-labelledby="payments">
  <div class="head">
    <h2 id="payments">Recent payments</h2>
    <p class="muted">${waiting === 0 ? 'Every event has been delivered.' : `${waiting} events wait for delivery.`}</p>
  </div>
  ${intents.length === 0 ? emptyState() : paymentsTable(intents, sandbox)}
</section>
${faults ? faultsForm(faults) : html``}
<section aria-labelledby="cards">
  <div class="head">
    <h2 id="cards">Test cards</h2>
    <p class="muted">Any future date and any three digits (four for American Express) go with them.</p>
  </div>
  <div class="card flush" tabindex="0" role="region" aria-label="Table of test cards"><table>
    <thead><tr><th scope="col">Number</th><th scope="col">What happens</th><th scope="col">As a payment method</th></tr></thead>
    <tbody>${TEST_CARDS.map(
      (card) =>
        html`<tr><td><code>${spaced(card.number)}</code></td><td>${card.label}</td><td><code>${card.names[0] ?? ''}</code></td></tr>`,
    )}</tbody>
  </table></div>
</section>`;
  return page({ title: 'Payments' }, content);
}

function emptyState(): Html {
  return html`<div class="card"><p>No payments yet. Book a session in the app and pay with one of the cards below.</p></div>`;
}

function paymentsTable(intents: Stripe.PaymentIntent[], sandbox: Sandbox): Html {
  return html`<div class="card flush" tabindex="0" role="region" aria-label="Table of payments"><table>
    <thead><tr><th scope="col">When (UTC)</th><th scope="col">Status</th><th scope="col" class="number">Amount</th><th scope="col">Payment</th><th scope="col">What its bank says</th></tr></thead>
    <tbody>${intents.map((intent) => paymentRow(intent, sandbox))}</tbody>
  </table></div>`;
}

function paymentRow(intent: Stripe.PaymentIntent, sandbox: Sandbox): Html {
  const { state } = sandbox.store;
  const charge = latestCharge(state, intent);
  const when = new Date(intent.created * 1000).toISOString();
  const { label, tone } = statusOf(intent, state);
  const reason = intent.last_payment_error?.message;
  return html`<tr>
    <td><time datetime="${when}">${when.slice(0, 16).replace('T', ' ')}</time></td>
    <td><span class="badge ${tone}">${label}</span></td>
    <td class="number">${formatAmount(intent.amount, intent.currency)}</td>
    <td><code>${intent.id}</code>${reason ? html`<br><span class="muted">${reason}</span>` : html``}</td>
    <td>${intent.status === 'processing' ? processingButtons(intent.id) : charge?.paid ? disputeButtons(sandbox, intent.id, charge.id) : html``}</td>
  </tr>`;
}

function statusOf(intent: Stripe.PaymentIntent, state: SandboxState): { label: string; tone: string } {
  const charge = latestCharge(state, intent);
  const dispute = Object.values(state.disputes).find((one) => one.charge === charge?.id);
  switch (intent.status) {
    case 'succeeded':
      if (dispute) return { label: DISPUTE_LABELS[dispute.status] ?? 'Disputed', tone: dispute.status === 'won' ? 'accent' : 'bad' };
      if (charge?.refunded) return { label: 'Refunded', tone: 'done' };
      if (charge && charge.amount_refunded > 0) return { label: 'Partly refunded', tone: 'done' };
      return { label: 'Succeeded', tone: 'accent' };
    case 'canceled':
      return { label: 'Cancelled', tone: 'done' };
    case 'requires_action':
      return { label: 'Waits for 3-D Secure', tone: 'info' };
    case 'processing':
      return { label: 'Processing', tone: 'info' };
    default:
      return intent.last_payment_error ? { label: 'Declined', tone: 'bad' } : { label: 'Not paid', tone: 'warn' };
  }
}

function spaced(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ');
}
