import { disputeOf } from '../objects/disputes.ts';
import type { FaultSettings } from '../faults/fault-settings.ts';
import { isQuiet } from '../faults/fault-settings.ts';
import type { Sandbox } from '../objects/sandbox.ts';
import { html } from '../../pages/html.ts';
import type { Html } from '../../pages/html.ts';

const WEBHOOKS = [
  ['webhooks.drop', 'Lost for good'],
  ['webhooks.delay', 'Late'],
  ['webhooks.duplicate', 'Sent twice at once'],
  ['webhooks.reorder', 'Out of order'],
] as const;
const REQUESTS = [
  ['requests.error_before', '500, nothing done'],
  ['requests.error_after', '500 after it was done'],
  ['requests.timeout_before', 'No answer, nothing done'],
  ['requests.timeout_after', 'No answer after it was done'],
  ['requests.rate_limit', '429, too many requests'],
] as const;
const PAYMENTS = [
  ['payments.processing', 'Take a while'],
  ['payments.fails', 'And then fail'],
] as const;

/** The form that sets and ends the sandbox's faults. */
export function faultsForm(settings: FaultSettings): Html {
  const values: Record<string, number> = {};
  for (const [group, faults] of Object.entries({ webhooks: settings.webhooks, requests: settings.requests, payments: settings.payments })) {
    for (const [name, value] of Object.entries(faults)) if (typeof value === 'number') values[`${group}.${name}`] = value;
  }
  const field = ([name, label]: readonly [string, string]): Html => html`<label>${label}
    <span><input type="number" name="${name}" min="0" max="100" value="${Math.round((values[name] ?? 0) * 100)}"> %</span></label>`;
  return html`<section aria-labelledby="faults">
  <div class="head">
    <h2 id="faults">Faults</h2>
    <p class="muted">${isQuiet(settings) ? 'Everything works.' : 'The sandbox misbehaves as set below.'}</p>
  </div>
  <div class="card">
    <form method="post" action="/sandbox/faults" class="faults">
      <fieldset><legend>Webhooks</legend>${WEBHOOKS.map(field)}</fieldset>
      <fieldset><legend>Calls of the API</legend>${REQUESTS.map(field)}</fieldset>
      <fieldset><legend>Payments</legend>${PAYMENTS.map(field)}</fieldset>
      <label>Seed <input type="number" name="seed" min="0" max="4294967295" value="${settings.seed}"></label>
      <div class="row"><button>Set faults</button><button name="reset" value="true" class="quiet">No faults</button></div>
    </form>
  </div>
</section>`;
}

/** The buttons that end a processing payment. */
export function processingButtons(intentId: string): Html {
  const button = (outcome: string, label: string): Html =>
    html`<button class="quiet small" name="outcome" value="${outcome}">${label}</button>`;
  return html`<form method="post" action="/sandbox/payments" class="inline"><input type="hidden" name="payment_intent" value="${intentId}">${[button('succeed', 'Succeeds'), button('fail', 'Fails')]}</form>`;
}

/** The buttons that open or close the dispute of a payment. */
export function disputeButtons(sandbox: Sandbox, intentId: string, chargeId: string): Html {
  const dispute = disputeOf(sandbox, chargeId);
  const button = (status: string, label: string): Html =>
    html`<button class="quiet small" name="status" value="${status}">${label}</button>`;
  const buttons =
    dispute === undefined
      ? [button('needs_response', 'Dispute')]
      : dispute.status === 'won' || dispute.status === 'lost'
        ? []
        : [button('won', 'Won'), button('lost', 'Lost')];
  if (buttons.length === 0) return html``;
  return html`<form method="post" action="/sandbox/disputes" class="inline"><input type="hidden" name="payment_intent" value="${intentId}">${buttons}</form>`;
}
