import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { parseInput } from '@/data/parse-input';
import { isCalendarDate } from '@/domain/calendar-date';
import { oneOffProblem } from '@/domain/overrides';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { OVERRIDE_COLUMNS, toOverride } from './override';
import type { Override } from './override';
import { useOverrideCache } from './use-override-cache';

// Aborting: what the fields mean together is asked only once each can be read.
const date = z.string().refine(isCalendarDate, { error: 'Choose a day.', abort: true });
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'Write a time such as 09:00.', abort: true });

/** Time off (`isAvailable` false) or extra hours, on every date from `startsOn` to `endsOn`; whole days without times. */
export const overrideSchema = z
  .object({
    /** Given: that one is changed. */
    id: z.uuid().optional(),
    startsOn: date,
    /** Inclusive. */
    endsOn: date,
    /** Wall clock in the therapist's zone, both or neither. */
    startTime: time.nullable(),
    /** `24:00` is the end of the day. */
    endTime: time.nullable(),
    isAvailable: z.boolean(),
    reason: z.string().trim().max(200, 'At most 200 characters.').default(''),
  })
  .superRefine((value, context) => {
    const problem = oneOffProblem(value);
    if (problem) context.addIssue({ code: 'custom', message: problem.message, path: [problem.field] });
  });
export type OverrideInput = z.input<typeof overrideSchema>;

/** Adds an override, or changes the one with the id. Booked sessions never move. Throws AppError. */
export async function saveOverride(input: OverrideInput): Promise<Override> {
  const { id, ...fields } = parseInput(overrideSchema, input);
  const columns = {
    starts_on: fields.startsOn,
    ends_on: fields.endsOn,
    start_time: fields.startTime,
    end_time: fields.endTime,
    is_available: fields.isAvailable,
    reason: fields.reason,
  };
  const table = supabase.from('availability_overrides');
  const query = id ? table.update(columns).eq('id', id) : table.insert(columns);
  const { data, error } = await query.select(OVERRIDE_COLUMNS).single();
  if (error) throw toAppError(error);
  return toOverride(data);
}

/** Saves a day off or extra hours. What was removed comes back by saving it without its id. */
export function useSaveOverride() {
  return useMutation({ mutationFn: saveOverride, onSuccess: useOverrideCache() });
}
