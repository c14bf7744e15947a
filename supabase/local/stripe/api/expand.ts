import { invalidParam } from '../objects/errors.ts';
import type { SandboxState } from '../objects/store.ts';

type Json = null | boolean | number | string | Json[] | JsonObject;
type JsonObject = { [key: string]: Json };

/** Fields that hold an id of another object, and where that object is kept. */
function lookUp(state: SandboxState, field: string, id: string): object | undefined {
  switch (field) {
    case 'latest_charge':
    case 'charge':
      return state.charges[id];
    case 'payment_intent':
      return state.intents[id];
    case 'payment_method':
      return state.methods[id]?.method;
    default:
      return undefined;
  }
}

/**
 * Replaces ids by the objects they name along each `expand[]` path (`latest_charge`, `data.payment_method`,
 * `latest_charge.refunds`), on a copy. At most four levels, as Stripe allows.
 * @returns the answer's JSON value
 */
export function expandAnswer(state: SandboxState, answer: object, paths: string[]): JsonObject {
  const copy = toJson(answer);
  for (const path of paths) {
    const segments = path.split('.');
    if (segments.length > 4) throw invalidParam(`You cannot expand more than 4 levels of a property.`, 'expand');
    expandPath(state, copy, segments, path);
  }
  return copy;
}

function expandPath(state: SandboxState, node: Json, segments: string[], path: string): void {
  const [field, ...rest] = segments;
  if (field === undefined || node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const item of node) expandPath(state, item, segments, path);
    return;
  }
  const id = node['id'];
  if (field === 'refunds' && node['object'] === 'charge' && typeof id === 'string') {
    node['refunds'] = refundsOf(state, id);
  }
  const value = node[field];
  if (value === undefined) throw invalidParam(`This property cannot be expanded (${path}).`, 'expand');
  if (typeof value === 'string') {
    const found = lookUp(state, field, value);
    if (!found) throw invalidParam(`This property cannot be expanded (${path}).`, 'expand');
    node[field] = toJson(found);
  }
  expandPath(state, node[field] ?? null, rest, path);
}

function refundsOf(state: SandboxState, chargeId: string): Json {
  const refunds = Object.values(state.refunds)
    .filter((refund) => refund.charge === chargeId)
    .toReversed();
  const list = { object: 'list', data: refunds, has_more: false, url: `/v1/charges/${chargeId}/refunds` };
  return toJson(list);
}

function toJson(value: object): JsonObject {
  const copy: JsonObject = JSON.parse(JSON.stringify(value));
  return copy;
}
