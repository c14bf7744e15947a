import { offsetAt } from './time-zone';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** A piece of clock time on one date: minutes from midnight, half-open. */
export interface WallPiece {
  /** YYYY-MM-DD. */
  date: string;
  from: number;
  /** At most 1440. */
  to: number;
}

/** The last instant, in whole minutes, at which the zone's clock has not changed since `from`; `to` when it does not. */
function unchangedUntil(from: number, to: number, zone: string): number {
  const offset = offsetAt(new Date(from), zone);
  const same = (instant: number) => offsetAt(new Date(instant), zone) === offset;
  if (same(to - MINUTE_MS)) return to;
  let [known, changed] = [from, to];
  while (changed - known > MINUTE_MS) {
    const middle = known + Math.max(1, Math.floor((changed - known) / 2 / MINUTE_MS)) * MINUTE_MS;
    if (same(middle)) known = middle;
    else changed = middle;
  }
  return changed;
}

/**
 * What a clock in `zone` reads during [startsAt, endsAt) (ISO), date by date. Across a clock change it is in pieces: a
 * skipped hour is in none of them, a repeated one in two. For spans too short to hold two clock changes.
 */
export function wallPieces(startsAt: string, endsAt: string, zone: string): WallPiece[] {
  const pieces: WallPiece[] = [];
  const end = Date.parse(endsAt);
  for (let at = Date.parse(startsAt); at < end;) {
    const until = unchangedUntil(at, end, zone);
    const shift = offsetAt(new Date(at), zone);
    for (let from = at / MINUTE_MS + shift; from < until / MINUTE_MS + shift;) {
      const midnight = Math.floor(from / DAY_MINUTES) * DAY_MINUTES;
      const to = Math.min(midnight + DAY_MINUTES, until / MINUTE_MS + shift);
      pieces.push({ date: new Date(midnight * MINUTE_MS).toISOString().slice(0, 10), from: from - midnight, to: to - midnight });
      from = to;
    }
    at = until;
  }
  return pieces;
}
