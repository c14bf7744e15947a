/**
 * How fast the calendar is, in one run: `npm run bench`. Everything is measured against a real Postgres with durable commits, on
 * this machine, with the client on it too; ratios travel, milliseconds do not. SESSIONS=100000 for a shorter run.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';

import postgres, { type Sql } from 'postgres';

import { freePorts } from '../supabase/local/base/ports.ts';
import { startDatabase } from '../supabase/local/database/database.ts';

import { THERAPISTS, personId, placeFor, placeMoreTherapists, placePeople, placeSessions } from './bench/data.ts';
import { insertThroughput } from './bench/inserts.ts';
import { alternate, describeTiming, parallel, repeat, report, targetsMissed } from './bench/measure.ts';
import { measurePractice, placePractice } from './bench/practice.ts';

const SESSIONS = Number(process.env.SESSIONS ?? 1_000_000);
const SECONDS = Number(process.env.SECONDS ?? 4) * 1000;

const folder = await mkdtemp(path.join(tmpdir(), 'peer-care-bench-'));
// As root, Postgres runs as another user, who must get in.
await chmod(folder, 0o755);
const database = await startDatabase({ ephemeral: false, seed: false, dataDir: folder, ports: await freePorts(), log: () => undefined });
const admin = postgres(database.dbUrl, { max: 1, onnotice: () => undefined });
const open: Sql[] = [admin];

/** A connection as PostgREST has it for a visitor: the role, and row level security. */
async function visitor(): Promise<Sql> {
  const sql = postgres(database.dbUrl, { max: 1, onnotice: () => undefined, fetch_types: false });
  await sql`set role anon`;
  open.push(sql);
  return sql;
}

const random = () => 1 + Math.floor(Math.random() * THERAPISTS);
/** A month of slots as JSON, as PostgREST asks for it; ::text so that this client does not parse it. */
const month = (sql: Sql, therapist: () => number) => () => sql`
  select coalesce(json_agg(r), '[]')::text as body from (
    select * from public.get_available_slots(${personId('therapist', therapist())}, now(), now() + interval '31 days')) as r`;
/** The same as calendars ask it: the starts alone. */
const compact = (sql: Sql, therapist: () => number) => () => sql`
  select json_agg(r)::text as body from (
    select * from public.get_open_starts(${personId('therapist', therapist())}, now(), now() + interval '31 days')) as r`;
/** In the database alone: rows counted, not sent. */
const counted = (sql: Sql, therapist: () => number) => () =>
  sql`select count(*) from public.get_available_slots(${personId('therapist', therapist())}, now(), now() + interval '31 days')`;
/** The compact form in a loop of the database's own, without the way to it: milliseconds, the best of five rounds. */
async function timeInside(sql: Sql): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const [row] = await sql<{ ms: number }[]>`
      with began as materialized (select clock_timestamp() as at),
      ran as materialized (
        select count(j.body) as n from began, generate_series(1, 400) as k
        cross join lateral (
          select json_agg(r)::text || k as body
          from public.get_open_starts(('10000000-0000-4000-8000-' || lpad((k * 2)::text, 12, '0'))::uuid, now(), now() + interval '31 days') as r
        ) as j)
      select (extract(epoch from clock_timestamp() - began.at) * 1000 / ran.n)::float8 as ms from began, ran`;
    rounds.push(row?.ms ?? Number.NaN);
  }
  return Math.min(...rounds);
}
const ratio = (a: number, b: number) => Number((a / b).toFixed(2));

try {
  const [cpu] = cpus();
  console.log(
    `${availableParallelism()} cores (${cpu?.model ?? 'unknown'}), Node ${process.version}; load before: ${(loadavg()[0] ?? 0).toFixed(1)}`,
  );
  await placePeople(admin);

  const few = Math.min(SESSIONS, 10_000) / THERAPISTS;
  await placeSessions(admin, 1, few);
  const reader = await visitor();
  const small = await repeat(counted(reader, random), SECONDS);
  report(`a month of slots, ${few * THERAPISTS} sessions of ${THERAPISTS} therapists`, describeTiming(small));

  const began = performance.now();
  await placeSessions(admin, few + 1, SESSIONS / THERAPISTS);
  const [size] = await admin<{ size: string }[]>`select pg_size_pretty(pg_total_relation_size('public.client_sessions')) as size`;
  console.log(`${SESSIONS} sessions placed in ${Math.round((performance.now() - began) / 1000)} s: ${size?.size ?? '?'} with indexes`);
  const large = await repeat(counted(reader, random), SECONDS);
  const growth = ratio(large.median, small.median);
  report(`the same at ${SESSIONS} sessions`, `${describeTiming(large)}; growth ${growth}`, { value: growth, limit: 1.3 });

  for (const [number, past] of [
    [1001, 0],
    [1002, 10_000],
  ] as const)
    await placeFor(admin, number, past, 'past');
  const [none, many] = await alternate(
    [1001, 1002].map((number) => counted(reader, () => number)),
    SECONDS,
  );
  const pastRatio = ratio(many?.median ?? 0, none?.median ?? 0);
  report(
    '10,000 past sessions against none',
    `median ${many?.median.toFixed(2) ?? ''} ms against ${none?.median.toFixed(2) ?? ''} ms: ${pastRatio}`,
    { value: pastRatio, limit: 1.3 },
  );

  for (const [number, busy] of [
    [1003, 0],
    [1004, 50],
    [1005, 500],
  ] as const)
    await placeFor(admin, number, busy, 'coming');
  const busy = await alternate(
    [1003, 1004, 1005].map((number) => counted(reader, () => number)),
    SECONDS,
  );
  const busyRatio = ratio(Math.max(...busy.map((one) => one.median)), busy[0]?.median ?? 0);
  report(
    '0, 50 and 500 busy ranges in the month',
    `medians ${busy.map((one) => `${one.median.toFixed(2)} ms`).join(', ')}: at most ${busyRatio}`,
    { value: busyRatio, limit: 5 },
  );

  const one = await repeat(month(reader, random), SECONDS);
  report('a month as JSON under row level security, 1 connection', describeTiming(one), { value: one.p95, limit: 5, unit: ' ms p95' });
  const [short, long] = await alternate([compact(reader, random), month(reader, random)], SECONDS);
  if (short && long)
    report('the same in the compact form of calendars', `${describeTiming(short)}; ${ratio(long.median, short.median)} times as fast`);
  const inside = await timeInside(reader);
  report('of that the database alone', `${inside.toFixed(2)} ms`, { value: Number(inside.toFixed(2)), limit: 0.5, unit: ' ms' });
  const readers = await Promise.all(Array.from({ length: 8 }, visitor));
  const eight = await parallel(
    readers.map((sql) => month(sql, random)),
    SECONDS,
  );
  report('the same, 8 connections', describeTiming(eight), {
    value: Math.round(eight.perSecond),
    limit: 1500,
    atLeast: true,
    unit: ' calls/s',
  });

  const directory = () => reader`select coalesce(json_agg(r), '[]')::text as body from (select * from public.list_therapists()) as r`;
  const page = await repeat(directory, SECONDS);
  report(`first page of the directory, ${THERAPISTS} therapists, next free times`, describeTiming(page));

  await insertThroughput(database.dbUrl, admin, SECONDS);

  await placeMoreTherapists(admin, 10_000);
  const crowded = await repeat(directory, SECONDS);
  report('first page of the directory, 10,000 therapists', describeTiming(crowded), { value: crowded.p95, limit: 30, unit: ' ms p95' });

  console.log('a practice of ten years, 20,000 sessions of one therapist; what its screens ask:');
  await placePractice(admin, personId('therapist', 1006));
  await measurePractice(await visitor(), personId('therapist', 1006), SECONDS / 4);
  console.log(`load after: ${(loadavg()[0] ?? 0).toFixed(1)}; ${targetsMissed()} targets missed`);
} finally {
  await Promise.all(open.map((sql) => sql.end({ timeout: 2 })));
  await database.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
process.exitCode = targetsMissed() > 0 ? 1 : 0;
