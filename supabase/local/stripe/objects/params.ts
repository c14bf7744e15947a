import { invalidParam } from './errors.ts';
import type { FormTree, FormValue } from './form.ts';

/** Typed readers over a decoded form that refuse with Stripe's sentences and codes. */
export class Params {
  readonly #tree: FormTree;
  readonly #prefix: string;

  constructor(tree: FormTree, prefix = '') {
    this.#tree = tree;
    this.#prefix = prefix;
  }

  /** The parameter's full name, `payment_method_data[card][number]`. */
  path(name: string): string {
    return this.#prefix === '' ? name : `${this.#prefix}[${name}]`;
  }

  has(name: string): boolean {
    return this.#tree[name] !== undefined;
  }

  /** Refuses parameters that are not in the list, as Stripe does. */
  allow(...names: string[]): void {
    const unknown = Object.keys(this.#tree).find((name) => !names.includes(name));
    if (unknown === undefined) return;
    const path = this.path(unknown);
    throw invalidParam(`Received unknown parameter: ${path}`, path, 'parameter_unknown');
  }

  optionalString(name: string): string | undefined {
    const value = this.#tree[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') throw invalidParam('Invalid string: expected a single value.', this.path(name));
    return value;
  }

  string(name: string): string {
    const value = this.optionalString(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  /** A whole number in minor units, at least `min`. */
  integer(name: string, min: number): number {
    const text = this.string(name);
    if (!/^-?\d{1,15}$/.test(text)) {
      throw invalidParam(`Invalid integer: ${text}`, this.path(name), 'parameter_invalid_integer');
    }
    const value = Number(text);
    if (value < min) {
      throw invalidParam(`This value must be greater than or equal to ${min}.`, this.path(name), 'parameter_invalid_integer');
    }
    return value;
  }

  boolean(name: string): boolean {
    const text = this.optionalString(name);
    if (text === undefined || text === 'false') return false;
    if (text === 'true') return true;
    throw invalidParam(`Invalid boolean: ${text}`, this.path(name));
  }

  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.optionalString(name);
    if (text === undefined) return undefined;
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    throw invalidParam(`Invalid ${name}: must be one of ${values.join(', ')}`, this.path(name));
  }

  strings(name: string): string[] {
    const value = this.#tree[name];
    if (value === undefined || value === '') return [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw invalidParam('Invalid array', this.path(name));
  }

  child(name: string): Params | undefined {
    const value: FormValue | undefined = this.#tree[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' || Array.isArray(value)) throw invalidParam('Invalid object', this.path(name));
    return new Params(value, this.path(name));
  }

  entries(): [string, string][] {
    return Object.entries(this.#tree).map(([name, value]) => {
      if (typeof value !== 'string') throw invalidParam('Invalid string', this.path(name));
      return [name, value];
    });
  }

  missing(name: string): Error {
    return invalidParam(`Missing required param: ${this.path(name)}.`, this.path(name), 'parameter_missing');
  }
}

/**
 * Stripe's metadata rules: at most 50 keys of 40 characters with values of 500; an empty value removes its key.
 * Returns `current` with the change merged in.
 */
export function mergeMetadata(params: Params, current: Record<string, string>): Record<string, string> {
  const change = params.child('metadata');
  if (change === undefined) return current;
  const merged = new Map(Object.entries(current));
  for (const [key, value] of change.entries()) {
    if (key.length > 40) throw invalidParam('Metadata keys can have up to 40 characters.', `metadata[${key}]`);
    if (value.length > 500) throw invalidParam('Metadata values can have up to 500 characters.', `metadata[${key}]`);
    if (value === '') merged.delete(key);
    else merged.set(key, value);
  }
  if (merged.size > 50) throw invalidParam('Metadata can have up to 50 keys.', 'metadata');
  return Object.fromEntries(merged);
}
