import { randomUUID } from 'node:crypto';

import fc from 'fast-check';

import type { Booked, Override, Question, Rules, TypeRule, WeeklyHours } from '../properties/model.ts';
import { MINUTES_A_DAY, dateText, localDayOf, timeText } from '../properties/model-time.ts';

/** One case: a therapist's rules and sessions, and what is asked, about the minutes [from, to). */
export interface Case {
  rules: Rules;
  booked: Booked[];
  question: Question;
  from: number;
  to: number;
  /** Really inserted and moved; the database's own clock holds. Otherwise the rule is asked at question.now. */
  real: boolean;
  /** The time zone of the database session that asks; it must not matter. */
  viewer: string;
  /** At which limit of time the present moment is to lie for one of the starts, to the minute. */
  edge: 'none' | 'notice' | 'window';
  /** Extra minutes to ask about. */
  anywhere: number[];
}

/** Minutes of the day, mostly on fives, now and then on any. */
const minuteOfDay = (max: number) =>
  fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: Math.floor(max / 5) }).map((n) => n * 5) }, fc.integer({ min: 0, max }));

const span = fc.tuple(minuteOfDay(1435), minuteOfDay(900), fc.boolean()).map(([start, length, toTheEnd]) => ({
  start,
  end: toTheEnd && start > 900 ? MINUTES_A_DAY : Math.min(MINUTES_A_DAY, Math.max(start + length, start + 1)),
}));

const week: fc.Arbitrary<WeeklyHours[]> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 6 }), span, fc.integer({ min: 0, max: 4 }))
        .map(([day, hours, closed]) => ({ day, ...hours, open: closed > 0 })),
      { minLength: 4, maxLength: 14 },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom([0, 5], [0, 4], [1320, 1440], [60, 240]).map(([start = 0, hours = 0]) =>
      [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [
        { day, start: hours < 60 ? 0 : start, end: hours < 60 ? hours * 60 : hours, open: true },
        { day, start: 1330, end: 1440, open: true },
      ]),
    ),
  },
  // Round the clock, but for some hour a week: far to look back.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 6 }), span)
      .map(([day, hours]) => [
        ...[0, 1, 2, 3, 4, 5, 6].map((one) => ({ day: one, start: 0, end: MINUTES_A_DAY, open: true })),
        { day, ...hours, open: false },
      ]),
  },
);

const override = fc.record({
  first: fc.integer({ min: -3, max: 4 }),
  days: fc.constantFrom(0, 0, 0, 1, 3, 9),
  span: fc.option(span, { nil: null, freq: 4 }),
  open: fc.boolean(),
});

const durations = fc.uniqueArray(fc.constantFrom(5, 15, 25, 30, 50, 60, 90, 120, 480), { minLength: 1, maxLength: 3 });

const buffer = fc.constantFrom(0, 0, 0, 5, 10, 30, 45, 240);

const type = fc
  .record({
    durations,
    price: fc.constantFrom(null, 0, 4550, 12_000),
    before: fc.option(buffer, { nil: null }),
    after: fc.option(buffer, { nil: null }),
    firstVisitOnly: fc.boolean(),
    active: fc.constantFrom(true, true, true, false),
    position: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ price, ...one }): Omit<TypeRule, 'id' | 'name'> => ({ ...one, price: one.durations.length === 1 ? price : null }));

const session = fc.record({
  at: fc.integer({ min: -96, max: (2 * MINUTES_A_DAY) / 5 }),
  minutes: fc.constantFrom(5, 30, 45, 60, 90, 480),
  before: buffer,
  after: buffer,
  onTheHalfHour: fc.boolean(),
  state: fc.constantFrom<[Booked['status'], Booked['payment'], 'none' | 'live' | 'expired']>(
    ['scheduled', 'pending', 'live'],
    ['scheduled', 'pending', 'expired'],
    ['scheduled', 'failed', 'expired'],
    ['scheduled', 'not_required', 'none'],
    ['confirmed', 'paid', 'none'],
    ['confirmed', 'pending', 'none'],
    ['in_progress', 'paid', 'none'],
    ['completed', 'paid', 'none'],
    ['cancelled', 'paid', 'none'],
    ['no_show', 'paid', 'none'],
  ),
  whose: fc.constantFrom<Booked['whose']>('another', 'own', 'own', 'elsewhere'),
});

const raw = fc.record({
  where: fc.nat(),
  when: fc.nat(),
  atAChange: fc.constantFrom(true, true, true, false),
  week,
  overrides: fc.array(override, { maxLength: 5 }),
  types: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Omit<TypeRule, 'id' | 'name'>[]>([]) },
    fc.array(type, { minLength: 1, maxLength: 3 }),
  ),
  profile: fc.record({
    interval: fc.constantFrom(5, 7, 15, 15, 20, 30, 45, 60, 240),
    before: buffer,
    after: buffer,
    durations,
    defaultDuration: fc.constantFrom(25, 60, 60, 90),
    noticeMinutes: fc.constantFrom(0, 0, 0, 60, 2880),
    windowDays: fc.constantFrom(2, 30, 3650),
    maxPerDay: fc.constantFrom(null, null, null, 1, 2, 3),
    accepting: fc.constantFrom(true, true, true, true, true, true, true, true, true, true, true, false),
    rate: fc.constantFrom(0, 8000, 8333, 100_001),
  }),
  sessions: fc.array(session, { maxLength: 7 }),
  ask: fc.record({
    type: fc.constantFrom('none', 'none', 'first', 'second', 'third', 'unknown'),
    minutes: fc.nat({ max: 12 }),
    client: fc.constantFrom(true, true, true, false),
    moving: fc.constantFrom(false, true),
    days: fc.constantFrom(1, 2, 2, 3),
    nowBefore: fc.constantFrom(-900, 0, 700, 1440, 5000, 43_000),
  }),
  edge: fc.constantFrom<Case['edge']>('none', 'none', 'notice', 'window'),
  offset: fc.integer({ min: 0, max: 2880 }),
  viewer: fc.nat(),
  real: fc.boolean(),
  anywhere: fc.array(fc.integer({ min: 0, max: 2880 }), { minLength: 3, maxLength: 3 }),
});

/** Keeps what no overlap would refuse: each session clear of those of the same therapist or client before it. */
function fitting(sessions: Booked[]): Booked[] {
  const kept: Booked[] = [];
  const isLive = (one: Booked) => one.status === 'scheduled' || one.status === 'confirmed' || one.status === 'in_progress';
  for (const one of sessions) {
    const meets = kept.some(
      (other) =>
        isLive(one) &&
        isLive(other) &&
        one.start < other.start + other.minutes &&
        other.start < one.start + one.minutes &&
        !((one.whose === 'another' && other.whose === 'elsewhere') || (one.whose === 'elsewhere' && other.whose === 'another')),
    );
    if (!meets) kept.push(one);
  }
  return kept;
}

const YEARS = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032];
const yearOf = (index: number) => YEARS[index % YEARS.length] ?? 2024;

export const FIRST_MINUTE = Date.UTC(2024, 0, 1) / 60_000;
export const LAST_MINUTE = Date.UTC(2033, 0, 1) / 60_000;

/** A zone and the minutes from 2024 to 2032 at which its clocks change. */
export interface Zone {
  name: string;
  changes: number[];
}

/** Random cases over these zones; those that are `real` lie in the days to come, within ten years. */
export const cases = (zones: Zone[]): fc.Arbitrary<Case> => {
  const changing = zones.filter((zone) => zones.length < 9 || zone.changes.length > 0);
  const utc: Zone = { name: 'UTC', changes: [] };
  return raw.map((one) => {
    const { name: zone, changes } = (one.atAChange ? changing[one.where % changing.length] : zones[one.where % zones.length]) ?? utc;
    const today = Math.floor(Date.now() / 60_000);
    const anchor =
      (one.atAChange ? changes[one.when % Math.max(changes.length, 1)] : undefined) ??
      Date.UTC(yearOf(one.when), 0, 1) / 60_000 + (one.when % 365) * MINUTES_A_DAY;
    const real = one.real && anchor > today + 3 * MINUTES_A_DAY;
    const from = anchor - one.offset;
    const to = from + one.ask.days * MINUTES_A_DAY;
    const now = real ? today : from - one.ask.nowBefore;

    const types = one.types.map((rule, index) => ({ ...rule, id: randomUUID(), name: `Type ${index}` }));
    const firstDay = localDayOf(zone, from);
    const sessions = fitting(
      one.sessions.map(({ at, onTheHalfHour, state: [status, payment, hold], ...rest }): Booked => ({
        ...rest,
        id: randomUUID(),
        start: onTheHalfHour ? Math.floor((from + at * 5) / 30) * 30 : from + at * 5,
        status,
        payment,
        holdUntil: hold === 'none' ? null : now + (hold === 'live' ? 120 : -120),
      })),
    );
    const moving =
      one.ask.moving && one.ask.client
        ? sessions.find(
            (row) =>
              row.whose === 'own' &&
              row.start > now + 60 &&
              (row.status === 'confirmed' || (row.status === 'scheduled' && row.holdUntil !== now - 120)),
          )
        : undefined;
    const typeId =
      {
        none: null,
        first: types[0]?.id ?? null,
        second: types[1]?.id ?? null,
        third: types[2]?.id ?? null,
        unknown: one.ask.minutes === 0 ? randomUUID() : null,
      }[one.ask.type] ?? null;
    const lengths = [...one.profile.durations, ...types.flatMap((rule) => rule.durations)];
    const minutes = one.ask.minutes < 5 ? null : one.ask.minutes === 5 ? 77 : (lengths[one.ask.minutes % lengths.length] ?? null);
    const overrides: Override[] = one.overrides.map(({ first, days, span: part, open }) => ({
      from: firstDay + first,
      to: firstDay + first + days,
      start: part?.start ?? null,
      end: part?.end ?? null,
      open,
    }));
    return {
      rules: { ...one.profile, windowDays: real ? 3650 : one.profile.windowDays, zone, hours: one.week, overrides, types },
      booked: sessions,
      question: {
        typeId: moving ? null : typeId,
        minutes: moving ? null : minutes,
        client: one.ask.client,
        moving: moving?.id ?? null,
        now,
      },
      from,
      to,
      real,
      edge: real ? 'none' : one.edge,
      viewer: zones[one.viewer % zones.length]?.name ?? 'UTC',
      anywhere: one.anywhere.map((offset) => from + (offset % (to - from))),
    };
  });
};

/** A case as case-player.ts reads it. */
export function sentCase(
  { rules, booked, question, from, to, real, viewer }: Case,
  asked: number[],
  book: number[],
  move: number[],
): object {
  return {
    therapist: randomUUID(),
    elsewhere: randomUUID(),
    cleo: randomUUID(),
    another: randomUUID(),
    profile: {
      time_zone: rules.zone,
      slot_interval_minutes: rules.interval,
      buffer_before_minutes: rules.before,
      buffer_after_minutes: rules.after,
      session_durations: rules.durations,
      default_duration_minutes: rules.defaultDuration,
      min_notice_minutes: rules.noticeMinutes,
      booking_window_days: rules.windowDays,
      max_sessions_per_day: rules.maxPerDay,
      is_accepting_clients: rules.accepting,
      hourly_rate: rules.rate / 100,
    },
    hours: rules.hours.map((row) => ({ ...row, start: timeText(row.start), end: timeText(row.end) })),
    overrides: rules.overrides.map((row) => ({
      ...row,
      from: dateText(row.from),
      to: dateText(row.to),
      start: row.start === null ? null : timeText(row.start),
      end: row.end === null ? null : timeText(row.end),
    })),
    types: rules.types,
    sessions: booked,
    typeId: question.typeId,
    minutes: question.minutes,
    moving: question.moving,
    client: question.client,
    now: real ? null : new Date(question.now * 60_000).toISOString(),
    from,
    to,
    viewer,
    asked,
    book,
    move,
  };
}
