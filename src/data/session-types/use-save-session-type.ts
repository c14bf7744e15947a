import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { parseInput } from '@/data/parse-input';
import { SESSION_PLACES } from '@/domain/place';
import { AppError, toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { SESSION_TYPE_COLUMNS, toSessionType } from './session-type';
import type { SessionType } from '@/domain/session-type';
import { useSessionTypeCache } from './use-session-type-cache';

const length = z.number().int('A length is a whole number of minutes.').min(5, 'At least 5 minutes.').max(480, 'At most 480 minutes.');
const buffer = z
  .number()
  .int('A buffer is a whole number of minutes.')
  .min(0, 'A buffer is not below zero.')
  .max(240, 'At most 240 minutes.');

/** A type as its therapist writes it. The bounds are the database's. */
export const sessionTypeFields = z.object({
  /** Given: that one is changed. */
  id: z.uuid().optional(),
  name: z.string().trim().min(1, 'Give it a name.').max(80, 'At most 80 characters.'),
  durations: z.array(length).min(1, 'Offer at least one length.').max(12, 'At most 12 lengths.'),
  /** Fixed, in main units of the therapist's currency; null: the hourly rate times the length. */
  price: z.number().min(0, 'A price is not below zero.').max(1_000_000, 'At most 1,000,000.').nullable(),
  place: z.enum(SESSION_PLACES),
  /** Null: the profile's. */
  bufferBefore: buffer.nullable().default(null),
  bufferAfter: buffer.nullable().default(null),
  firstVisitOnly: z.boolean().default(false),
  isActive: z.boolean().default(true),
});

/** With what the fields mean together. */
export const sessionTypeSchema = sessionTypeFields.superRefine(({ price, durations }, context) => {
  if (price !== null && new Set(durations).size > 1) {
    context.addIssue({
      code: 'custom',
      path: ['price'],
      message: 'A fixed price goes with one length. Make a type for each length, or charge by the hour.',
    });
  }
});
export type SessionTypeInput = z.input<typeof sessionTypeSchema>;

/** The place in the list behind all others. */
async function lastPosition(): Promise<number> {
  const { data: auth } = await supabase.auth.getSession();
  const { data, error } = await supabase
    .from('session_types')
    .select('position')
    .eq('therapist_id', auth.session?.user.id ?? '')
    .order('position', { ascending: false })
    .limit(1);
  if (error) throw toAppError(error);
  return (data[0]?.position ?? -1) + 1;
}

/** Adds a type at the end of the list, or changes the one with the id. Sessions already booked keep their terms. Throws AppError. */
export async function saveSessionType(input: SessionTypeInput): Promise<SessionType> {
  const { id, ...fields } = parseInput(sessionTypeSchema, input);
  const columns = {
    name: fields.name,
    durations: [...new Set(fields.durations)].toSorted((a, b) => a - b),
    price: fields.price,
    place: fields.place,
    buffer_before_minutes: fields.bufferBefore,
    buffer_after_minutes: fields.bufferAfter,
    first_visit_only: fields.firstVisitOnly,
    is_active: fields.isActive,
  };
  const table = supabase.from('session_types');
  const query = id ? table.update(columns).eq('id', id) : table.insert({ ...columns, position: await lastPosition() });
  const { data, error } = await query.select(SESSION_TYPE_COLUMNS).single();
  if (!error) return toSessionType(data);
  const refusal = toAppError(error);
  if (refusal.code !== 'DUPLICATE') throw refusal;
  throw new AppError({
    kind: 'refusal',
    code: 'DUPLICATE',
    status: 409,
    message: `You already have a type called “${fields.name}”.`,
    cause: error,
  });
}

export function useSaveSessionType() {
  return useMutation({ mutationFn: saveSessionType, onSuccess: useSessionTypeCache() });
}
