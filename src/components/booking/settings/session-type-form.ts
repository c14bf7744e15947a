import { z } from 'zod';
import type { SessionType } from '@/domain/session-type';
import { sessionTypeFields, sessionTypeSchema, type SessionTypeInput } from '@/data/session-types/use-save-session-type';
import { typedAmount } from './typed-number';

const { name, durations, price, place, bufferBefore, bufferAfter, firstVisitOnly, isActive } = sessionTypeFields.shape;

/** A session type as the fields hold it, and what is saved of it. `currency` is the therapist's. */
export function sessionTypeFormSchema(currency: string) {
  const typedPrice = typedAmount(currency, 'Give the price as a number, such as 120 or 62.50.').pipe(price.unwrap());
  return (
    z
      .object({
        name,
        durations,
        fixedPrice: z.boolean(),
        price: z.string(),
        place,
        /** Null: the profile's. */
        bufferBefore: bufferBefore.unwrap(),
        bufferAfter: bufferAfter.unwrap(),
        firstVisitOnly: firstVisitOnly.unwrap(),
        isActive: isActive.unwrap(),
      })
      // Here and not in its field: without a fixed price nothing is asked of it.
      .superRefine(({ fixedPrice, price: typed }, context) => {
        if (!fixedPrice) return;
        for (const { message } of typedPrice.safeParse(typed).error?.issues ?? []) {
          context.addIssue({ code: 'custom', path: ['price'], message });
        }
      })
      .transform(({ fixedPrice, price: typed, ...fields }): SessionTypeInput => ({
        ...fields,
        price: fixedPrice ? typedPrice.parse(typed) : null,
      }))
      .pipe(sessionTypeSchema)
  );
}

export type SessionTypeForm = z.input<ReturnType<typeof sessionTypeFormSchema>>;

/** The fields as the type is saved. A new one starts with the profile's default length. */
export function sessionTypeForm(type: SessionType | null, defaultDuration: number): SessionTypeForm {
  return {
    name: type?.name ?? '',
    durations: type ? [...type.durations] : [defaultDuration],
    fixedPrice: type !== null && type.price !== null,
    price: String(type?.price ?? ''),
    place: type?.place ?? 'in_person',
    bufferBefore: type?.bufferBefore ?? null,
    bufferAfter: type?.bufferAfter ?? null,
    firstVisitOnly: type?.firstVisitOnly ?? false,
    isActive: type?.isActive ?? true,
  };
}

/** The lengths after a toggle: a fixed price goes with one, so there the new one takes the other's place. */
export function nextLengths(current: readonly number[], fixedPrice: boolean, toggled: number[]): number[] {
  const added = toggled.find((minutes) => !current.includes(minutes));
  return fixedPrice && added !== undefined ? [added] : toggled;
}
