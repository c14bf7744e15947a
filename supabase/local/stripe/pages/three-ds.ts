import type { Stripe } from 'stripe';
import { finishAuthentication } from '../objects/confirm.ts';
import { formatAmount } from '../objects/currencies.ts';
import { newId } from '../objects/ids.ts';
import { currentMethod } from '../objects/lookups.ts';
import type { Sandbox } from '../objects/sandbox.ts';
import { html } from '../../pages/html.ts';
import { notFoundPage, page } from './layout.ts';
import type { PageReply, PageRequest } from './layout.ts';

/** The page that takes the place of the bank's 3-D Secure page, with its two answers. */
export async function answerThreeDs(sandbox: Sandbox, request: PageRequest, id: string): Promise<PageReply> {
  const intent = sandbox.store.state.intents[id];
  if (!intent) return notFoundPage();
  if (intent.status !== 'requires_action') return nothingToDo(intent);
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null;
  if (request.method !== 'POST') return askPage(sandbox, intent, returnUrl);

  const passed = new URLSearchParams(request.body).get('outcome') === 'complete';
  finishAuthentication(sandbox, { requestId: newId('req'), idempotencyKey: null, publishable: true }, intent, passed);
  await sandbox.store.flush();
  if (!returnUrl) return nothingToDo(intent);
  return { status: 303, headers: { location: returnAddress(returnUrl, intent), 'cache-control': 'no-store' }, body: '' };
}

/** The return_url with the parameters that Stripe adds. A charge declined after authentication counts as failed. */
function returnAddress(returnUrl: string, intent: Stripe.PaymentIntent): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '');
  const { status } = intent;
  url.searchParams.set('redirect_status', status === 'succeeded' || status === 'processing' ? status : 'failed');
  return url.href;
}

function askPage(sandbox: Sandbox, intent: Stripe.PaymentIntent, returnUrl: string | null): PageReply {
  const method = currentMethod(sandbox.store.state, intent)?.method;
  const card = method?.card;
  const content = html`
<div>
  <h1>Is it you?</h1>
  <p class="lead">Here your bank would ask you to approve this payment. Choose what your bank would say.</p>
</div>
<section class="card" aria-label="Payment to approve">
  <p class="amount display">${formatAmount(intent.amount, intent.currency)}</p>
  <dl>
    <div><dt>To</dt><dd>Peer Care Connect</dd></div>
    <div><dt>Card</dt><dd>${card ? `${brandName(card.brand)} ending ${card.last4}` : 'Test card'}</dd></div>
  </dl>
  <form method="post" action="/sandbox/3ds/${intent.id}">
    <button name="outcome" value="complete">Complete authentication</button>
    <button name="outcome" value="fail" class="quiet">Fail authentication</button>
  </form>
</section>
<p class="muted">This page stands in for 3-D Secure. No bank is asked and nobody is charged.</p>`;
  const formTargets = returnUrl ? [new URL(returnUrl).origin] : [];
  return page({ title: 'Approve this payment', narrow: true, formTargets }, content);
}

function nothingToDo(intent: Stripe.PaymentIntent): PageReply {
  const words =
    intent.status === 'succeeded'
      ? 'This payment has been approved.'
      : intent.status === 'canceled'
        ? 'This payment was cancelled.'
        : 'This payment was not approved. Nothing was charged; you can try another card.';
  const content = html`<div><h1>Nothing to approve</h1><p class="lead">${words} You can close this page and go back to your booking.</p></div>`;
  return page({ title: 'Nothing to approve', narrow: true }, content);
}

function brandName(brand: string): string {
  return brand === 'amex' ? 'American Express' : brand.charAt(0).toUpperCase() + brand.slice(1);
}
