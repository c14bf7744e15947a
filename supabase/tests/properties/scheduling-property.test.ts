import fc from 'fast-check';
import type { TransactionSql } from 'postgres';
import { beforeAll, expect, it } from 'vitest';

import { MINUTES_A_DAY, changesBetween, dateText, localOf, offsetOf, timeText } from './model-time.ts';
import { calendar } from './model.ts';
import { playCases, readyPlayer, type Said } from '../support/case-player.ts';
import { FIRST_MINUTE, LAST_MINUTE, cases, sentCase, type Case, type Zone } from '../support/cases.ts';
import { inTransaction } from '../support/test-transaction.ts';
import { database } from '../support/sql.ts';

/*
 * For random rules, zones, clock changes, sessions, types and one-off hours: what is listed is what an independent model lists
 * (model.ts), what explain_slot calls bookable, and what an insert or a move accepts. A longer run:
 *   PROPERTY_CASES=50000 npx vitest run --project database supabase/tests/properties/scheduling-property.test.ts
 * A failure prints its seed; FC_SEED plays it again.
 */
const CASES = Number(process.env.PROPERTY_CASES ?? 2000);
const SEED = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_007);
/** Two workers at once: while one waits for the database, the other computes. */
const WORKERS = 2;

const BATCH = Math.min(100, CASES);
const NOTHING: Said = { list: null, refused: 'nothing', why: [], inserted: [], moved: [] };

let zones: Zone[] = [];

/** The zones that the server and Intl both know, and whose clocks they read the same from 2024 to 2032. */
async function sharedZones(): Promise<Zone[]> {
  const sql = database();
  const names = await sql<{ name: string }[]>`select name from pg_catalog.pg_timezone_names
    where name !~ '^(posix|right)/' and name not in ('Factory', 'localtime', 'posixrules') order by name`;
  const known = names.flatMap(({ name }) => {
    try {
      return [{ name, changes: changesBetween(name, FIRST_MINUTE, LAST_MINUTE) }];
    } catch {
      return [];
    }
  });
  // Each copy of the zone database has its own version: at the beginning, before and at each change, and in between.
  const probes = known.flatMap(({ name, changes }) =>
    [FIRST_MINUTE, ...changes.flatMap((change) => [change - 1, change, change + 30 * MINUTES_A_DAY]), LAST_MINUTE].map((minute) => ({
      name,
      minute,
      offset: offsetOf(name, minute),
    })),
  );
  const differing = await sql<{ name: string }[]>`
    select distinct p.name from jsonb_to_recordset(${JSON.stringify(probes)}::text::jsonb) as p (name text, minute bigint, "offset" integer)
    where (to_timestamp(p.minute * 60) at time zone p.name) - (to_timestamp(p.minute * 60) at time zone 'UTC') <> make_interval(mins => p.offset)
    order by p.name`;
  const left = new Set(differing.map((row) => row.name));
  console.info(
    `${known.length - left.size} of the server's ${names.length} zones; Intl has another version of: ${[...left].join(', ') || 'none'}`,
  );
  return known.filter(({ name }) => !left.has(name));
}

beforeAll(async () => {
  zones = await sharedZones();
});

const seen = {
  model: 0,
  real: 0,
  atAChange: 0,
  listed: 0,
  inserted: 0,
  moved: 0,
  zones: new Set<string>(),
  codes: new Map<string, number>(),
};

/** Time passes while a case runs, so starts within five minutes of a limit are not checked. */
const nearALimit = ({ rules, question, real }: Case, start: number) =>
  real && [0, rules.noticeMinutes, rules.windowDays * MINUTES_A_DAY].some((limit) => Math.abs(start - question.now - limit) < 5);

/** Moves the present moment to where one of the starts is just soon enough, or just near enough, to be offered. */
function atItsEdge(one: Case): Case {
  const { rules, booked, question, from, to, edge } = one;
  if (edge === 'none') return one;
  const { list, hidden } = calendar(rules, booked, question, from, to);
  const start = list[Math.floor(list.length / 2)] ?? hidden[Math.floor(hidden.length / 2)];
  if (start === undefined) return one;
  const now = start - (edge === 'notice' ? rules.noticeMinutes : rules.windowDays * MINUTES_A_DAY);
  return { ...one, question: { ...question, now }, anywhere: [...one.anywhere, start] };
}

/** A case with what the model has to say of it. */
function prepare(given: Case) {
  const began = performance.now();
  const one = atItsEdge(given);
  const { rules, booked, question, from, to, real } = one;
  const model = calendar(rules, booked, question, from, to);
  const pick = (all: number[], count: number) =>
    all.filter((_, index) => index % Math.max(1, Math.floor(all.length / count)) === 0).slice(0, count);
  const some = pick(model.list, 2);
  const within = (start: number) => start >= from && start < to && !nearALimit(one, start);
  const own = booked.find((row) => row.id === question.moving)?.start;
  const asked = [
    ...new Set([...some, ...some.flatMap((start) => [start - 1, start + rules.interval]), ...pick(model.hidden, 3), ...one.anywhere]),
  ].filter((start) => within(start) && start !== own);
  const tried = real && question.client ? asked.filter((_, index) => index % 2 === 0).slice(0, 3) : [];
  const [book, move] = question.moving === null ? [tried, []] : [[], tried];
  seen.model += performance.now() - began;
  return { one, model, asked, book, move, sent: sentCase(one, asked, book, move) };
}

/** What the database said is what the model says. */
function compare({ one, model: { terms, list, refusal }, asked, book, move }: ReturnType<typeof prepare>, said: Said): void {
  const { rules, from, to, real } = one;
  const expected = (starts: number[]) => starts.map((start) => refusal(start) ?? 'BOOKABLE');
  // A question about what is not offered is refused as a whole; why not, comes before.
  if (!terms) {
    expect(said.refused).toBe('UNKNOWN_SESSION_TYPE');
    expect(said.inserted.map((row) => row.code)).toEqual(book.map(() => 'UNKNOWN_SESSION_TYPE'));
    return;
  }
  if (terms.offered)
    expect(said.list?.map((row) => row.start).filter((start) => !nearALimit(one, start))).toEqual(
      list.filter((start) => !nearALimit(one, start)),
    );
  else expect([said.list, said.refused]).toEqual([null, 'INVALID_DURATION']);
  expect(said.why).toEqual(expected(asked));
  expect(said.inserted.map((row) => row.code)).toEqual(expected(book));
  expect(said.moved).toEqual(expected(move));

  for (const row of real ? (said.list ?? []) : []) {
    const local = localOf(rules.zone, row.start);
    expect([row.date, row.time]).toEqual([dateText(Math.floor(local / MINUTES_A_DAY)), timeText(local % MINUTES_A_DAY)]);
    if (terms.price !== null) expect(row.price).toBe(terms.price);
  }
  for (const [index, row] of said.inserted.entries()) {
    if (row.code !== 'BOOKABLE') continue;
    const local = localOf(rules.zone, book[index] ?? 0);
    expect(row).toMatchObject({
      minutes: terms.minutes,
      date: dateText(Math.floor(local / MINUTES_A_DAY)),
      time: timeText(local % MINUTES_A_DAY),
    });
  }

  seen.zones.add(rules.zone);
  seen.real += real ? 1 : 0;
  seen.atAChange += changesBetween(rules.zone, from, to).length > 0 ? 1 : 0;
  seen.listed += list.length;
  seen.inserted += said.inserted.filter((row) => row.code === 'BOOKABLE').length;
  seen.moved += said.moved.filter((code) => code === 'BOOKABLE').length;
  for (const code of said.why) seen.codes.set(code, (seen.codes.get(code) ?? 0) + 1);
}

/** Plays a batch; at the first case that does not hold, looks for the smallest one like it and throws that. */
async function holdAll(sql: TransactionSql, seed: number, numRuns: number): Promise<void> {
  const batch = fc.sample(cases(zones), { numRuns, seed }).map(prepare);
  const said = await playCases(
    sql,
    batch.map(({ sent }) => sent),
  );
  try {
    for (const [index, prepared] of batch.entries()) compare(prepared, said[index] ?? NOTHING);
  } catch (error) {
    await fc.assert(
      fc.asyncProperty(cases(zones), async (one) => {
        const prepared = prepare(one);
        const [answer] = await playCases(sql, [prepared.sent]);
        compare(prepared, answer ?? NOTHING);
      }),
      { seed, numRuns, interruptAfterTimeLimit: 60_000 },
    );
    throw error;
  }
}

it(
  `listed = the model's list = bookable = accepted, for ${CASES} random cases (FC_SEED=${SEED})`,
  { timeout: 120_000 + CASES * 60 },
  async () => {
    const began = performance.now();
    let batches = Math.ceil(CASES / BATCH);
    await Promise.all(
      Array.from({ length: WORKERS }, () =>
        inTransaction(async ({ sql }) => {
          await readyPlayer(sql);
          while (batches > 0) {
            batches -= 1;
            await holdAll(sql, SEED + batches, BATCH);
          }
        }),
      ),
    );
    const codes = [...seen.codes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, count]) => `${code} ${count}`)
      .join(', ');
    console.info(
      `${CASES} cases in ${Math.round(performance.now() - began)} ms, ${Math.round(seen.model)} of them the model's: ${seen.zones.size} zones, ${seen.atAChange} at a clock change, ${seen.listed} starts listed; ` +
        `${seen.real} against the real clock, ${seen.inserted} starts inserted, ${seen.moved} moves made; ${codes}`,
    );
    // The cases reach every reason code.
    for (const code of [
      'BOOKABLE',
      'NOT_ACCEPTING_CLIENTS',
      'INVALID_DURATION',
      'NOT_FIRST_VISIT',
      'IN_THE_PAST',
      'TOO_SOON',
      'TOO_FAR_AHEAD',
      'OUTSIDE_WORKING_HOURS',
      'SLOT_TAKEN',
      'DAY_FULL',
      'CLIENT_BUSY',
    ]) {
      if (CASES >= 1000) expect(seen.codes.get(code) ?? 0, code).toBeGreaterThan(0);
    }
    expect(seen.inserted + seen.moved).toBeGreaterThan(CASES / 10);
  },
);

it('09:00 to 17:00 is eight hours from 09:00 on both sides of every clock change of every zone', { timeout: 120_000 }, async () => {
  const moments = zones.flatMap(({ name, changes }) =>
    changes.map((change) => ({ name, day: dateText(Math.floor(localOf(name, change) / MINUTES_A_DAY)), change })),
  );
  expect(moments.length).toBeGreaterThan(1000);
  await inTransaction(async ({ sql, therapist }) => {
    const theo = await therapist({
      hours: [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' })),
    });
    const rows = await sql<{ name: string; start: number; length: number }[]>`
      select m.name, (extract(epoch from lower(r)) / 60)::integer as start, (extract(epoch from upper(r) - lower(r)) / 60)::integer as length
      from jsonb_to_recordset(${JSON.stringify(moments)}::text::jsonb) as m (name text, day date),
        unnest(private.working_time(${theo}, m.name, m.day - 2, m.day + 2)) as r`;
    expect(rows).toHaveLength(moments.length * 5);
    const wrong = rows.filter(({ name, start, length }) => localOf(name, start) % MINUTES_A_DAY !== 540 || length !== 480);
    // Only a clock change within the working hours may make the day shorter or longer.
    const byDay = wrong.filter(
      ({ name, start, length }) =>
        !moments.some((one) => one.name === name && one.change > start - 120 && one.change < start + length + 120),
    );
    expect(byDay).toEqual([]);
    console.info(`${moments.length} changes of clocks from 2024 to 2032; ${wrong.length} of them in working hours`);
  });
});
