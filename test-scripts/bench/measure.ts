import { performance } from 'node:perf_hooks';

/** What a run of calls took, in milliseconds, and how many calls a second that was. */
export interface Timing {
  /** Each call, fastest first. */
  times: readonly number[];
  /** The whole run. */
  took: number;
  calls: number;
  best: number;
  median: number;
  p95: number;
  perSecond: number;
}

function timing(times: number[], took: number): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { times: sorted, took, calls: times.length, best: at(0), median: at(0.5), p95: at(0.95), perSecond: (times.length * 1000) / took };
}

/** Several runs of the same calls as one. */
export const together = (runs: readonly Timing[]): Timing =>
  timing(
    runs.flatMap((run) => run.times),
    runs.reduce((sum, run) => sum + run.took, 0),
  );

/** Calls one after the other for as long as `ms`, after a few that do not count. */
export async function repeat(call: () => Promise<unknown>, ms: number): Promise<Timing> {
  return parallel([call], ms);
}

/** Each of these calls again and again at the same time, each in a line of its own. */
export async function parallel(calls: (() => Promise<unknown>)[], ms: number): Promise<Timing> {
  // A connection plans each query a few times before it keeps a plan.
  await Promise.all(
    calls.map(async (call) => {
      for (let warm = 0; warm < 12; warm += 1) await call();
    }),
  );
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(
    calls.map(async (call) => {
      while (performance.now() - began < ms) {
        const start = performance.now();
        await call();
        times.push(performance.now() - start);
      }
    }),
  );
  return timing(times, performance.now() - began);
}

/** Alternates between calls, so that a busy machine is as unfair to one as to the other. */
export async function alternate(calls: (() => Promise<unknown>)[], ms: number): Promise<Timing[]> {
  const times = calls.map((): number[] => []);
  for (const call of calls) for (let warm = 0; warm < 12; warm += 1) await call();
  const began = performance.now();
  while (performance.now() - began < ms) {
    for (const [index, call] of calls.entries()) {
      const start = performance.now();
      await call();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((one) =>
    timing(
      one,
      one.reduce((sum, time) => sum + time, 0),
    ),
  );
}

const ms = (value: number) => `${value.toFixed(2)} ms`;

export const describeTiming = ({ calls, best, median, p95, perSecond }: Timing): string =>
  `best ${ms(best)}, median ${ms(median)}, p95 ${ms(p95)}, ${Math.round(perSecond)} calls/s (${calls} calls)`;

let missed = 0;

/** One line of the report; a target that is missed is marked, and counted. */
export function report(what: string, said: string, target?: { value: number; limit: number; atLeast?: boolean; unit?: string }): void {
  if (!target) {
    console.log(`${what}: ${said}`);
    return;
  }
  const met = target.atLeast ? target.value >= target.limit : target.value <= target.limit;
  if (!met) missed += 1;
  console.log(`${met ? 'ok    ' : 'MISSED'} ${what}: ${said} (target ${target.atLeast ? '≥' : '≤'} ${target.limit}${target.unit ?? ''})`);
}

export const targetsMissed = (): number => missed;
