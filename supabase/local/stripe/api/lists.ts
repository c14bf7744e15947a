import { invalidParam, notFound } from '../objects/errors.ts';
import type { Params } from '../objects/params.ts';

type Listed = { id: string; created: number };
export type ListPage = { object: 'list'; data: Listed[]; has_more: boolean; url: string };

const COMMON = ['limit', 'starting_after', 'ending_before', 'created', 'expand'];

/**
 * One page of a list as Stripe cuts it: newest first, `limit` 1 to 100 (10), cursors by id, `created` ranges.
 * `items` come oldest first.
 */
export function listPage(url: string, noun: string, items: Listed[], params: Params, filters: string[] = []): ListPage {
  params.allow(...COMMON, ...filters);
  const limit = params.has('limit') ? params.integer('limit', 1) : 10;
  if (limit > 100) {
    throw invalidParam('Limit must be less than or equal to 100.', 'limit', 'parameter_invalid_integer');
  }
  const newestFirst = items.filter(inCreatedRange(params)).toReversed();
  const after = params.optionalString('starting_after');
  const before = params.optionalString('ending_before');
  if (after !== undefined && before !== undefined) {
    throw invalidParam('You cannot set both starting_after and ending_before.', 'starting_after', 'parameters_exclusive');
  }
  const indexOf = (id: string, param: string): number => {
    const index = newestFirst.findIndex((item) => item.id === id);
    if (index < 0) throw notFound(noun, id, param);
    return index;
  };
  if (before !== undefined) {
    const end = indexOf(before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: newestFirst.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : indexOf(after, 'starting_after') + 1;
  const data = newestFirst.slice(start, start + limit);
  return { object: 'list', data, has_more: start + limit < newestFirst.length, url };
}

function inCreatedRange(params: Params): (item: Listed) => boolean {
  if (!params.has('created')) return () => true;
  let range: Params | undefined;
  try {
    range = params.child('created');
  } catch {
    const exact = params.integer('created', 0);
    return (item) => item.created === exact;
  }
  range?.allow('gt', 'gte', 'lt', 'lte');
  const bound = (name: string, otherwise: number): number => (range?.has(name) ? range.integer(name, 0) : otherwise);
  const [gt, gte] = [bound('gt', -1), bound('gte', 0)];
  const [lt, lte] = [bound('lt', Infinity), bound('lte', Infinity)];
  return ({ created }) => created > gt && created >= gte && created < lt && created <= lte;
}
