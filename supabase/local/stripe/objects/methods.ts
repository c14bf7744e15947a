import type { Stripe } from 'stripe';
import { cardByName, cardByNumber, passesLuhn } from './cards.ts';
import type { TestCard } from './cards.ts';
import { StripeApiError, invalidParam, notFound } from './errors.ts';
import { newId } from './ids.ts';
import type { Params } from './params.ts';
import { seconds } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import type { PaymentMethodRecord } from './store.ts';

type CardDetails = { expMonth: number; expYear: number; cvc: string | null };

/** A stored payment method, or a fresh copy of one of Stripe's named test methods (`pm_card_visa`). */
export function resolvePaymentMethod(sandbox: Sandbox, id: string): PaymentMethodRecord {
  const stored = sandbox.store.state.methods[id];
  if (stored) return stored;
  const card = cardByName(id);
  if (!card) throw notFound('PaymentMethod', id, 'payment_method');
  const nextYear = new Date().getUTCFullYear() + 1;
  return save(sandbox, card, { expMonth: new Date().getUTCMonth() + 1, expYear: nextYear, cvc: '314' }, undefined);
}

/** Makes a card payment method from `type`, `card[number|exp_month|exp_year|cvc]` and `billing_details`. */
export function createPaymentMethod(sandbox: Sandbox, params: Params): PaymentMethodRecord {
  params.allow('type', 'card', 'billing_details', 'metadata', 'allow_redisplay', 'expand', 'key', 'referrer');
  const type = params.string('type');
  if (type !== 'card') throw invalidParam(`The payment sandbox takes cards only, not '${type}'.`, params.path('type'));
  const card = params.child('card');
  if (!card) throw params.missing('card');
  card.allow('number', 'exp_month', 'exp_year', 'cvc', 'token', 'networks');
  const token = card.optionalString('token');
  if (token) return resolvePaymentMethod(sandbox, token.replace(/^tok_/, 'pm_card_'));
  const number = card.string('number').replace(/[\s-]/g, '');
  if (!passesLuhn(number)) {
    throw cardError('incorrect_number', 'Your card number is incorrect.', card.path('number'));
  }
  const details = readDetails(card);
  const testCard = cardByNumber(number);
  if (!testCard) {
    // It may be a real card, entered by mistake: it is neither stored nor logged.
    throw new StripeApiError(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
      message:
        'Your card was declined. Your request was in test mode, but used a non test (live) card. ' +
        'For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    });
  }
  return save(sandbox, testCard, details, params.child('billing_details'));
}

function readDetails(card: Params): CardDetails {
  const expMonth = card.integer('exp_month', 0);
  if (expMonth < 1 || expMonth > 12) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", card.path('exp_month'));
  }
  const year = card.integer('exp_year', 0);
  const expYear = year < 100 ? 2000 + year : year;
  const today = new Date();
  const thisYear = today.getUTCFullYear();
  if (expYear < thisYear || expYear > thisYear + 50) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", card.path('exp_year'));
  }
  if (expYear === thisYear && expMonth < today.getUTCMonth() + 1) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", card.path('exp_month'));
  }
  const cvc = card.optionalString('cvc') ?? null;
  if (cvc !== null && !/^\d{3,4}$/.test(cvc)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", card.path('cvc'));
  }
  return { expMonth, expYear, cvc };
}

function cardError(code: string, message: string, param: string): StripeApiError {
  return new StripeApiError(402, { type: 'card_error', code, message, param: param.replace(/^.*\[(\w+)\]$/, '$1') });
}

function save(sandbox: Sandbox, card: TestCard, details: CardDetails, billing: Params | undefined): PaymentMethodRecord {
  const method: Stripe.PaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billingDetails(billing),
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: details.cvc === null ? null : 'pass',
      },
      country: card.country,
      display_brand: card.brand,
      exp_month: details.expMonth,
      exp_year: details.expYear,
      funding: card.funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: seconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
  const record = { method, behaviour: card.behaviour };
  sandbox.store.state.methods[method.id] = record;
  return record;
}

function billingDetails(billing: Params | undefined): Stripe.PaymentMethod.BillingDetails {
  const address = billing?.child('address');
  const read = (name: string): string | null => address?.optionalString(name) ?? null;
  return {
    address: {
      city: read('city'),
      country: read('country'),
      line1: read('line1'),
      line2: read('line2'),
      postal_code: read('postal_code'),
      state: read('state'),
    },
    email: billing?.optionalString('email') ?? null,
    name: billing?.optionalString('name') ?? null,
    phone: billing?.optionalString('phone') ?? null,
    tax_id: null,
  };
}
