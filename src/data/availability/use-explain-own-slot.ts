import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useCurrentUserId } from '@/data/current-user';
import { slotFreshness } from '@/data/freshness';
import { onlyGiven } from '@/data/only-given';
import { SLOT_REASONS } from '@/domain/slot-reason';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { availabilityKeys } from './keys';
import type { OwnSlotQuestion } from './keys';

const answerSchema = z
  .object({
    code: z.string(),
    because: z.enum(SLOT_REASONS).catch('other'),
    session_id: z.uuid().nullish(),
    override_id: z.uuid().nullish(),
  })
  .transform((answer) => ({
    /** `BOOKABLE`, or the code that a new client's booking would be refused with. */
    code: answer.code,
    /** For `slotReasonText`. */
    reason: answer.because,
    /** The session in the way, when `reason` is `session` or `buffer`. */
    sessionId: answer.session_id ?? null,
    /** The time off in the way, when `reason` is `time_off`. */
    overrideId: answer.override_id ?? null,
  }));

export type SlotExplanation = z.infer<typeof answerSchema>;

/**
 * Whether a new client could book this start with the caller, a therapist, and why not. Throws AppError:
 * `NOT_A_THERAPIST`, `UNKNOWN_SESSION_TYPE`.
 */
export async function explainOwnSlot(question: OwnSlotQuestion, signal?: AbortSignal): Promise<SlotExplanation> {
  const query = supabase.rpc('explain_own_slot', {
    p_starts_at: question.startsAt,
    ...onlyGiven({ p_duration_minutes: question.durationMinutes ?? undefined, p_session_type_id: question.sessionTypeId ?? undefined }),
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return answerSchema.parse(data);
}

export function explainOwnSlotOptions(userId: string | null | undefined, question: OwnSlotQuestion | null) {
  return queryOptions({
    queryKey: availabilityKeys.explanation(userId ?? '', question ?? { startsAt: '' }),
    queryFn: userId && question ? ({ signal }) => explainOwnSlot(question, signal) : skipToken,
    ...slotFreshness,
  });
}

/** Why a start cannot be booked, for its therapist. Null: no question. Renewed when hours, sessions or rules change. */
export function useExplainOwnSlot(question: OwnSlotQuestion | null) {
  return useQuery(explainOwnSlotOptions(useCurrentUserId(), question));
}
