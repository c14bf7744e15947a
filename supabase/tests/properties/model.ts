/**
 * The slot rule a second time, written from the contract and minute by minute, independent of the SQL: what can be booked,
 * and why not. Instants are whole minutes since 1970 (see model-time.ts).
 */
import { MINUTES_A_DAY, localDayOf, localOf, offsetOf } from './model-time.ts';

/** Minutes of the day, half-open. */
export interface WeeklyHours {
  day: number;
  start: number;
  end: number;
  open: boolean;
}
/** Local days since 1970, both inclusive; without times, whole days. */
export interface Override {
  from: number;
  to: number;
  start: number | null;
  end: number | null;
  open: boolean;
}
export interface TypeRule {
  id: string;
  name: string;
  durations: number[];
  /** In hundredths; null: by the hour. */
  price: number | null;
  before: number | null;
  after: number | null;
  firstVisitOnly: boolean;
  active: boolean;
  position: number;
}

export interface Rules {
  zone: string;
  hours: WeeklyHours[];
  overrides: Override[];
  types: TypeRule[];
  interval: number;
  before: number;
  after: number;
  durations: number[];
  defaultDuration: number;
  noticeMinutes: number;
  windowDays: number;
  maxPerDay: number | null;
  accepting: boolean;
  /** In hundredths per hour, of a currency with two digits. */
  rate: number;
}

export interface Booked {
  id: string;
  start: number;
  minutes: number;
  before: number;
  after: number;
  status: 'scheduled' | 'confirmed' | 'in_progress' | 'completed' | 'cancelled' | 'no_show';
  payment: 'pending' | 'failed' | 'paid' | 'not_required';
  /** Null: no hold, or one without an end. */
  holdUntil: number | null;
  /** Whose: another client's with this therapist, the asking client's, or the asking client's with another therapist. */
  whose: 'another' | 'own' | 'elsewhere';
}

export interface Question {
  typeId: string | null;
  minutes: number | null;
  /** Null: a visitor asks, of whom nothing is known. */
  client: boolean;
  /** The id of an own session that is to be moved. */
  moving: string | null;
  now: number;
}

export interface Terms {
  accepting: boolean;
  offered: boolean;
  firstVisitOnly: boolean;
  minutes: number;
  before: number;
  after: number;
  price: number | null;
}

/** Round-the-clock hours are taken to begin on 2020-01-01. */
const FLOOR = 18_262;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What a booking of this type and length means, or null for a type that is not offered. */
function termsOf(rules: Rules, booked: Booked[], question: Question): Terms | null {
  const moved = booked.find((session) => session.id === question.moving);
  if (moved)
    return {
      accepting: true,
      offered: true,
      firstVisitOnly: false,
      minutes: moved.minutes,
      before: moved.before,
      after: moved.after,
      price: null,
    };
  const { typeId, minutes: asked } = question;
  const active = rules.types.filter((type) => type.active);
  if (active.length === 0 && typeId === null) {
    const minutes = asked ?? rules.defaultDuration;
    return {
      accepting: rules.accepting,
      offered: minutes === rules.defaultDuration || rules.durations.includes(minutes),
      firstVisitOnly: false,
      minutes,
      before: rules.before,
      after: rules.after,
      price: Math.floor((rules.rate * minutes + 30) / 60),
    };
  }
  const fits = (type: TypeRule) => asked === null || type.durations.includes(asked);
  const [type] = active
    .filter((one) => typeId === null || one.id === typeId)
    .sort(
      (a, b) =>
        Number(fits(b)) - Number(fits(a)) ||
        Number(a.firstVisitOnly) - Number(b.firstVisitOnly) ||
        a.position - b.position ||
        byText(a.name, b.name) ||
        byText(a.id, b.id),
    );
  if (!type) return null;
  const minutes = asked ?? (type.durations.includes(rules.defaultDuration) ? rules.defaultDuration : (type.durations[0] ?? 0));
  return {
    accepting: rules.accepting,
    offered: type.durations.includes(minutes),
    firstVisitOnly: type.firstVisitOnly,
    minutes,
    before: type.before ?? rules.before,
    after: type.after ?? rules.after,
    price: type.price ?? Math.floor((rules.rate * minutes + 30) / 60),
  };
}

/** The working minutes of each local day: time off wins over extra hours, extra hours over what the week takes out. */
class Days {
  private readonly weekly: Uint8Array[];
  private readonly known = new Map<number, Uint8Array>();
  private readonly full: boolean[];
  private readonly rules: Rules;

  constructor(rules: Rules) {
    this.rules = rules;
    this.weekly = [0, 1, 2, 3, 4, 5, 6].map((day) => {
      const minutes = new Uint8Array(MINUTES_A_DAY);
      const rows = rules.hours.filter((row) => row.day === day);
      for (const row of rows.filter((one) => one.open)) minutes.fill(1, row.start, row.end);
      for (const row of rows.filter((one) => !one.open)) minutes.fill(0, row.start, row.end);
      return minutes;
    });
    this.full = this.weekly.map((minutes) => minutes.every((one) => one === 1));
  }

  private overridesOf(day: number): Override[] {
    return this.rules.overrides.filter((one) => one.from <= day && day <= one.to);
  }

  on(day: number): Uint8Array {
    const known = this.known.get(day);
    if (known) return known;
    // 1970-01-01 was a Thursday.
    const week = this.weekly[(((day + 4) % 7) + 7) % 7];
    let minutes = week ?? new Uint8Array(MINUTES_A_DAY);
    const overrides = this.overridesOf(day);
    if (day < FLOOR) minutes = new Uint8Array(MINUTES_A_DAY);
    else if (overrides.length > 0) {
      minutes = minutes.slice();
      for (const one of overrides.filter((row) => row.open)) minutes.fill(1, one.start ?? 0, one.end ?? MINUTES_A_DAY);
      for (const one of overrides.filter((row) => !row.open)) minutes.fill(0, one.start ?? 0, one.end ?? MINUTES_A_DAY);
    }
    this.known.set(day, minutes);
    return minutes;
  }

  isFull(day: number): boolean {
    if (day < FLOOR) return false;
    return this.overridesOf(day).length === 0 ? this.full[(day + 4) % 7] === true : this.on(day).every((one) => one === 1);
  }

  worksAt(local: number): boolean {
    return this.on(Math.floor(local / MINUTES_A_DAY))[((local % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY] === 1;
  }
}

/** The first minute of the unbroken working time that a working minute lies in, however long ago that was. */
function beginningOf(days: Days, zone: string, minute: number): number {
  let at = minute;
  for (;;) {
    const local = localOf(zone, at);
    const sinceMidnight = local % MINUTES_A_DAY;
    // A whole day of work before this minute can be passed in one step where no clock changes in it.
    if (
      sinceMidnight > 0 &&
      days.isFull(Math.floor(local / MINUTES_A_DAY)) &&
      localOf(zone, at - sinceMidnight) === local - sinceMidnight
    ) {
      at -= sinceMidnight;
    } else if (
      sinceMidnight === 0 &&
      days.isFull(local / MINUTES_A_DAY - 1) &&
      localOf(zone, at - MINUTES_A_DAY) === local - MINUTES_A_DAY
    ) {
      at -= MINUTES_A_DAY;
    } else if (days.worksAt(localOf(zone, at - 1))) {
      at -= 1;
    } else {
      return at;
    }
  }
}

/** The starts on the grid of their stretch, with room for the session, between two minutes. */
function gridStarts(rules: Rules, minutes: number, from: number, to: number): Set<number> {
  const days = new Days(rules);
  const starts = new Set<number>();
  let since: number | null = null;
  let open: number[] = [];
  const close = (end: number) => {
    for (const start of open) if (start + minutes <= end) starts.add(start);
    open = [];
  };
  for (let minute = from; minute < to + minutes; minute += 1) {
    if (!days.worksAt(minute + offsetOf(rules.zone, minute))) {
      if (since !== null) close(minute);
      since = null;
      continue;
    }
    since ??= minute === from ? beginningOf(days, rules.zone, minute) : minute;
    if (minute < to && (minute - since) % rules.interval === 0) open.push(minute);
  }
  close(to + minutes);
  return starts;
}

const touch = (a: number, b: number, c: number, d: number) => a < d && c < b;

/** The model's calendar for one question: the starts on offer in [from, to), those hidden by something else than the hours, and why any is. */
export function calendar(rules: Rules, booked: Booked[], question: Question, from: number, to: number) {
  const terms = termsOf(rules, booked, question);
  if (!terms) return { terms, list: [], hidden: [], refusal: () => 'UNKNOWN_SESSION_TYPE' };
  const { now } = question;
  const expired = (one: Booked) =>
    one.status === 'scheduled' && (one.payment === 'pending' || one.payment === 'failed') && one.holdUntil !== null && one.holdUntil <= now;
  const others = booked.filter((one) => one.id !== question.moving && !expired(one));
  const live = others.filter((one) => one.status === 'scheduled' || one.status === 'confirmed' || one.status === 'in_progress');
  const visited = question.client && others.some((one) => one.whose === 'own' && one.status !== 'cancelled' && one.status !== 'no_show');
  const perDay = new Map<number, number>();
  for (const one of others) {
    if (one.whose === 'elsewhere' || one.status === 'cancelled') continue;
    const day = localDayOf(rules.zone, one.start);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const grid = gridStarts(rules, Math.max(terms.minutes, 1), from - MINUTES_A_DAY, to + MINUTES_A_DAY);

  const refusal = (start: number): string | null => {
    const end = start + terms.minutes;
    if (!terms.accepting) return 'NOT_ACCEPTING_CLIENTS';
    if (!terms.offered) return 'INVALID_DURATION';
    if (terms.firstVisitOnly && visited) return 'NOT_FIRST_VISIT';
    if (start < now) return 'IN_THE_PAST';
    if (start < now + rules.noticeMinutes) return 'TOO_SOON';
    if (start > now + rules.windowDays * MINUTES_A_DAY) return 'TOO_FAR_AHEAD';
    if (!grid.has(start)) return 'OUTSIDE_WORKING_HOURS';
    const taken = live.some(
      (one) =>
        one.whose !== 'elsewhere' &&
        touch(start - terms.before, end + terms.after, one.start - one.before, one.start + one.minutes + one.after),
    );
    if (taken) return 'SLOT_TAKEN';
    if (rules.maxPerDay !== null && (perDay.get(localDayOf(rules.zone, start)) ?? 0) >= rules.maxPerDay) return 'DAY_FULL';
    const busy = question.client && live.some((one) => one.whose !== 'another' && touch(start, end, one.start, one.start + one.minutes));
    return busy ? 'CLIENT_BUSY' : null;
  };
  const onGrid = [...grid].filter((start) => start >= from && start < to).sort((a, b) => a - b);
  return {
    terms,
    list: onGrid.filter((start) => refusal(start) === null),
    hidden: onGrid.filter((start) => refusal(start) !== null),
    refusal,
  };
}
