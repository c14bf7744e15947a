import type { Stripe } from 'stripe';
import { expect, inject } from 'vitest';
import { z } from 'zod';
import { createPaymentIntentAnswer, functionError, runJobsAnswer } from '../../_shared/contracts.ts';
import type { CreatePaymentIntentAnswer, RunJobsAnswer } from '../../_shared/contracts.ts';
import { createStripe } from '../../_shared/stripe.ts';
import { newClient, newTherapist } from '../../../tests/support/people.ts';
import type { Person } from '../../../tests/support/people.ts';
import type { StackAddress } from '../../../tests/support/stack-setup.ts';
import { database } from '../../../tests/support/sql.ts';
import type { FaultSettingsInput } from '../../../local/stripe/faults/fault-settings.ts';
import { moneyProblems } from './money-invariants.ts';
import { STRIPE_SECRET_KEY } from './sandbox.ts';

/** A session that a client has booked and not paid yet. */
export type Booking = { id: string; startsAt: string; client: Person; therapist: Person };

let hour = 30;
/** Every session booked in this file. */
const madeHere: string[] = [];

/** The addresses and keys of this run's stack. */
export function stack(): StackAddress {
  return inject('stack');
}

/** The start of an hour that no booking of this file uses, more than a day ahead. */
export function nextHour(): string {
  const start = new Date(Date.now() + (hour += 2) * 3_600_000);
  start.setUTCMinutes(0, 0, 0);
  return start.toISOString();
}

export async function book(therapist: Person, client: Person, startsAt = nextHour()): Promise<Booking> {
  const { apiUrl, publishableKey } = stack();
  const response = await fetch(`${apiUrl}/rest/v1/client_sessions`, {
    method: 'POST',
    headers: {
      apikey: publishableKey,
      authorization: `Bearer ${await tokenOf(client)}`,
      'content-type': 'application/json',
      prefer: 'return=representation',
    },
    body: JSON.stringify({ therapist_id: therapist.id, starts_at: startsAt, duration_minutes: 60 }),
  });
  expect(response.status).toBe(201);
  const [row] = z.tuple([z.object({ id: z.uuid() })]).parse(await response.json());
  madeHere.push(row.id);
  return { id: row.id, startsAt, client, therapist };
}

export async function newBooking(): Promise<Booking> {
  const [therapist, client] = await Promise.all([newTherapist('Sarah Johnson'), newClient('John Smith')]);
  return book(therapist, client);
}

/** The stack's payment sandbox, through the real SDK. */
export function stackStripe(): Stripe {
  return createStripe({ STRIPE_SECRET_KEY, STRIPE_API_URL: stack().stripeUrl });
}

/** A call of a function over HTTP, as fetch sees it. */
export function callFunction(name: string, headers: Record<string, string>, body: unknown = {}): Promise<Response> {
  return fetch(`${stack().apiUrl}/functions/v1/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The person's access token. */
export async function tokenOf(person: Person): Promise<string> {
  const { data } = await person.api.auth.getSession();
  return data.session?.access_token ?? '';
}

export async function askForIntent(person: Person, sessionId: string): Promise<Response> {
  const { publishableKey } = stack();
  const headers = { apikey: publishableKey, authorization: `Bearer ${await tokenOf(person)}` };
  return callFunction('create-payment-intent', headers, { session_id: sessionId });
}

export async function intentOf(booking: Booking): Promise<CreatePaymentIntentAnswer> {
  const response = await askForIntent(booking.client, booking.id);
  expect(response.status).toBe(200);
  return createPaymentIntentAnswer.parse(await response.json());
}

export async function refusalOf(response: Response): Promise<[number, string]> {
  return [response.status, functionError.parse(await response.json()).error.code];
}

/** Types a card into the checkout: what the app's sandbox form sends. */
export function payWithCard(answer: CreatePaymentIntentAnswer, number: string): Promise<Response> {
  const url = `${stack().stripeUrl}/v1/payment_intents/${answer.payment_intent_id}/confirm`;
  return fetch(url, {
    method: 'POST',
    body: new URLSearchParams({
      key: 'pk_test_local_peer_care_connect',
      client_secret: answer.client_secret,
      return_url: 'http://127.0.0.1:5173/checkout',
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': number,
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': '34',
      'payment_method_data[card][cvc]': '123',
    }),
  });
}

export async function runJobs(): Promise<RunJobsAnswer> {
  const response = await callFunction('run-jobs', { apikey: stack().secretKey });
  expect(response.status).toBe(200);
  return runJobsAnswer.parse(await response.json());
}

/** Calls send-refund as one of the session's parties. */
export async function sendRefund(person: Person, sessionId: string): Promise<Response> {
  const headers = { apikey: stack().publishableKey, authorization: `Bearer ${await tokenOf(person)}` };
  return callFunction('send-refund', headers, { session_id: sessionId });
}

/** Cancels as one of the parties. */
export async function cancel(person: Person, sessionId: string): Promise<void> {
  const { error } = await person.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', sessionId);
  expect(error).toBeNull();
}

/** Sets the faults of the stack's payment sandbox; null ends them. */
export async function setFaults(faults: FaultSettingsInput | null): Promise<void> {
  const response = await fetch(`${stack().stripeUrl}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults ?? { reset: true }),
  });
  expect(response.status).toBe(200);
}

/** Books, pays, and waits for the webhook. */
export async function paidBooking(booking?: Booking): Promise<Booking & { intent: CreatePaymentIntentAnswer }> {
  const one = booking ?? (await newBooking());
  const intent = await intentOf(one);
  expect((await payWithCard(intent, '4242424242424242')).status).toBe(200);
  await expectState(one, 'confirmed, paid');
  return { ...one, intent };
}

/** The amounts that Stripe has refunded of an intent. */
export async function refundedAtStripe(intent: CreatePaymentIntentAnswer): Promise<number[]> {
  const { data } = await stackStripe().refunds.list({ payment_intent: intent.payment_intent_id });
  return data.map((refund) => refund.amount);
}

/** Runs the jobs, then checks the invariants of money for every session booked in this file, and that none differs from Stripe. */
export async function expectMoneyAgrees(): Promise<void> {
  await setFaults(null);
  await database()`update public.refunds set next_attempt_at = now() where session_id = any (${madeHere}::uuid[]) and next_attempt_at > now()`;
  const { differences } = await runJobs();
  expect(differences.filter(({ session_id }) => madeHere.includes(session_id ?? ''))).toEqual([]);
  expect(await moneyProblems(database(), stackStripe(), madeHere)).toEqual([]);
}

/** The ids of the intents that Stripe has for a session. */
export async function intentsOf(sessionId: string): Promise<string[]> {
  const { data } = await stackStripe().paymentIntents.list({ limit: 100 });
  return data.filter((intent) => intent.metadata.session_id === sessionId).map((intent) => intent.id);
}

/** Status and payment status as the client sees them. */
export async function stateOf(booking: Booking): Promise<string> {
  const { data, error } = await booking.client.api.from('client_sessions').select('status, payment_status').eq('id', booking.id).single();
  if (error) throw error;
  return `${data.status}, ${data.payment_status}`;
}

/** Waits until a webhook has brought this state. */
export async function expectState(booking: Booking, state: string): Promise<void> {
  await expect.poll(() => stateOf(booking), { timeout: 10_000 }).toBe(state);
}

/** Moves the end of a hold into the past. */
export async function letHoldRunOut(booking: Booking): Promise<void> {
  await database()`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${booking.id}`;
}
