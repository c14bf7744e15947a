/** A start that was on the screen and is no longer free. */
export interface TakenSlot {
  startsAt: string;
  endsAt: string;
}

/**
 * Starts of `before` that `after` no longer lists. A start that is now too early to
 * book (before `earliest`) was not taken and is left out.
 */
export function takenSlots(before: readonly TakenSlot[], after: readonly TakenSlot[], earliest: Date): TakenSlot[] {
  const still = new Set(after.map((slot) => slot.startsAt));
  return before
    .filter((slot) => !still.has(slot.startsAt) && Date.parse(slot.startsAt) > earliest.getTime())
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
}

/** A start on the screen: one to choose, or one that is crossed out. */
export type ShownSlot<T> = { slot: T; taken: false } | { slot: TakenSlot; taken: true };

/** Slots and the ones just taken, in order of their start; what is listed again is not taken any more. */
export function withTaken<T extends TakenSlot>(slots: readonly T[], taken: readonly TakenSlot[]): ShownSlot<T>[] {
  const listed = new Set(slots.map((slot) => slot.startsAt));
  const shown: ShownSlot<T>[] = slots.map((slot) => ({ slot, taken: false }));
  for (const slot of taken) if (!listed.has(slot.startsAt)) shown.push({ slot, taken: true });
  return shown.sort((a, b) => Date.parse(a.slot.startsAt) - Date.parse(b.slot.startsAt));
}

/** More than these are counted, not named: a day off takes a whole column of times. */
const NAMED = 3;

/**
 * One sentence about the starts just taken, such as `5:00 was taken a moment ago.`; null without any. It does not say
 * why: a booking and a therapist's time off read the same to clients.
 */
export function takenText(times: readonly string[]): string | null {
  if (times.length === 0) return null;
  if (times.length > NAMED) return `${times.length} times were taken a moment ago.`;
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(times);
  return `${list} ${times.length === 1 ? 'was' : 'were'} taken a moment ago.`;
}
