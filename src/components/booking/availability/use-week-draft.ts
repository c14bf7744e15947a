import { useMemo, useState } from 'react';
import type { WeeklySlot } from '@/domain/slots';
import { draftFromRows, type WeekDraft } from './week-draft';
import { hasErrors, sameHours } from './week-rows';

interface WeekDraftState {
  /** The week on screen. */
  week: WeekDraft;
  /** The week as saved, in the same form. */
  saved: WeekDraft;
  dirty: boolean;
  invalid: boolean;
  edit: (change: (week: WeekDraft) => WeekDraft) => void;
  /** Back to what is saved. */
  discard: () => void;
}

/**
 * A therapist's week while it is edited. Until the first edit it follows the saved rows, so a change
 * made elsewhere shows; from then on it keeps what was typed.
 */
export function useWeekDraft(rows: readonly WeeklySlot[], durationMinutes: number): WeekDraftState {
  const [edited, setEdited] = useState<WeekDraft | null>(null);
  const saved = useMemo(() => draftFromRows(rows), [rows]);
  const week = edited ?? saved;
  return {
    week,
    saved,
    dirty: edited !== null && !sameHours(edited, saved, durationMinutes),
    invalid: hasErrors(week, durationMinutes),
    edit: (change) => setEdited((current) => change(current ?? saved)),
    discard: () => setEdited(null),
  };
}
