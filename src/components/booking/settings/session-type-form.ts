import { z } from 'zod';
import type { SessionType } from '@/domain/session-type';
import { sessionTypeSchema, type SessionTypeInput } from '@/data/session-types/use-save-session-type';
import type { SessionPlace } from '@/domain/place';
import { firstMessages } from './first-messages';
import { amountProblem, typedNumber } from './typed-number';
import type { FieldErrors } from '@/lib/use-edit-form';

/** A session type as the fields hold it. */
export interface SessionTypeForm {
  name: string;
  durations: number[];
  fixedPrice: boolean;
  price: string;
  place: SessionPlace;
  /** Null: the profile's. */
  bufferBefore: number | null;
  bufferAfter: number | null;
  firstVisitOnly: boolean;
  isActive: boolean;
}

/** A new type starts from what the profile offers. */
export function newTypeForm(durations: readonly number[]): SessionTypeForm {
  return {
    name: '',
    durations: [...durations],
    fixedPrice: false,
    price: '',
    place: 'in_person',
    bufferBefore: null,
    bufferAfter: null,
    firstVisitOnly: false,
    isActive: true,
  };
}

export function typeForm(type: SessionType): SessionTypeForm {
  return {
    name: type.name,
    durations: [...type.durations],
    fixedPrice: type.price !== null,
    price: type.price === null ? '' : String(type.price),
    place: type.place,
    bufferBefore: type.bufferBefore,
    bufferAfter: type.bufferAfter,
    firstVisitOnly: type.firstVisitOnly,
    isActive: type.isActive,
  };
}

/** The lengths after a toggle: a fixed price goes with one, so there the new one takes the other's place. */
export function nextLengths(form: Pick<SessionTypeForm, 'durations' | 'fixedPrice'>, toggled: number[]): number[] {
  const added = toggled.find((minutes) => !form.durations.includes(minutes));
  return form.fixedPrice && added !== undefined ? [added] : toggled;
}

/** What to save, or the first problem of each field, by the schema that the save itself uses. */
export function checkTypeForm(
  form: SessionTypeForm,
  currency: string,
): { ok: true; input: SessionTypeInput } | { ok: false; errors: FieldErrors<SessionTypeForm> } {
  const amount = typedNumber(form.price);
  const problem = form.fixedPrice ? amountProblem(amount, currency, 'Give the price as a number, such as 120 or 62.50.') : null;
  const { fixedPrice, ...fields } = form;
  const parsed = sessionTypeSchema.safeParse({ ...fields, price: fixedPrice && problem === null ? amount : null });
  if (parsed.success && problem === null) return { ok: true, input: parsed.data };
  const found = parsed.success ? {} : firstMessages(z.flattenError(parsed.error).fieldErrors);
  return { ok: false, errors: { ...found, ...(problem === null ? {} : { price: problem }) } };
}
