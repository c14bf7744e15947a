/** A start that was on the screen and is gone. */
export interface TakenSlot {
  startsAt: string;
  endsAt: string;
  /** True when a booking took it; false when the hours themselves changed. */
  booked: boolean;
}

interface Interval {
  startsAt: string;
  endsAt: string;
}

interface Change {
  from: string | null;
  to: string | null;
}

/**
 * Starts of `before` that `after` no longer lists. A start that time itself took away (earlier than `earliest`) is not
 * worth a word and is left out. `change` is the last span the therapist's channel reported: a start inside one short
 * span went with a booking, while a change of hours reports days or everything.
 */
export function takenSlots(
  before: readonly Interval[],
  after: readonly Interval[],
  change: Change | null,
  earliest: Date,
): TakenSlot[] {
  const still = new Set(after.map((slot) => slot.startsAt));
  return before
    .filter((slot) => !still.has(slot.startsAt) && Date.parse(slot.startsAt) > earliest.getTime())
    .map((slot) => ({ startsAt: slot.startsAt, endsAt: slot.endsAt, booked: tookIt(change, slot) }));
}

/** Longest span a single booking reports: eight hours and its buffers of up to four hours on each side. */
const LONGEST_BOOKING_MS = 16 * 3_600_000;

function tookIt(change: Change | null, slot: Interval): boolean {
  if (!change?.from || !change.to) return false;
  const [from, to] = [Date.parse(change.from), Date.parse(change.to)];
  return to - from <= LONGEST_BOOKING_MS && from < Date.parse(slot.endsAt) && Date.parse(slot.startsAt) < to;
}

/** A start on the screen: one to choose, or one that is crossed out. */
export type ShownSlot<T> = { slot: T; taken: false } | { slot: TakenSlot; taken: true };

/** Slots and the ones just taken, in order of their start; what is listed again is not taken any more. */
export function withTaken<T extends Interval>(
  slots: readonly T[],
  taken: readonly TakenSlot[],
): ShownSlot<T>[] {
  const listed = new Set(slots.map((slot) => slot.startsAt));
  const shown: ShownSlot<T>[] = slots.map((slot) => ({ slot, taken: false }));
  for (const slot of taken) if (!listed.has(slot.startsAt)) shown.push({ slot, taken: true });
  return shown.sort((a, b) => Date.parse(a.slot.startsAt) - Date.parse(b.slot.startsAt));
}

/** One sentence about what went, such as `5:00 was booked a moment ago.`; null when nothing went. */
export function takenSentence(taken: readonly { time: string; booked: boolean }[]): string | null {
  if (taken.length === 0) return null;
  const times = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(taken.map((slot) => slot.time));
  if (!taken.every((slot) => slot.booked)) return `${times} ${taken.length === 1 ? 'is' : 'are'} no longer free.`;
  // A booking also takes the starts that would run into it, so several starts need not be several bookings.
  return taken.length === 1 ? `${times} was booked a moment ago.` : `${times} went with a booking a moment ago.`;
}
