/**
 * Runs the suites under moved clocks, so that they pass on every day of every year: `npm run test:dates`.
 * `-- --only 2028-02-29 --project database` narrows, by moment and by project, both as often as wanted; what else is
 * given goes to Vitest. Needs Debian's `faketime`. Each run's output is in test-results/dates/.
 */
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { MOMENTS, describeMoment, instantOf, wallClock, type Moment } from './dates/moments.ts';
import { clockIn, clockLibrary, movedClock, runInGroup } from './dates/moved-clock.ts';

const PROJECTS = ['rules', 'domain in *', 'unit', 'database', 'functions', 'browser'];

/** What draws many random cases draws fewer: here the moment is what is new. Settings of the environment go first. */
const FEWER = { PROPERTY_CASES: '400', MONEY_SEQUENCES: '60', ROUNDS: '4', KILLS: '1' };

const root = path.resolve(import.meta.dirname, '..');
const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Outcome {
  passed: number;
  failed: number;
  /** Of the tests that failed, or why there is none. */
  names: string[];
  interrupted: boolean;
}

/** The suites at one moment, in a temporary folder of their own. */
async function runAt(moment: Moment, library: string, args: string[], log: string): Promise<Outcome> {
  const seconds = Math.round((instantOf(moment) - Date.now()) / 1000);
  const folder = await mkdtemp(path.join(tmpdir(), 'peer-care-dates-'));
  // As root, PostgreSQL runs as another user, who must get in.
  await chmod(folder, 0o755);
  const file = createWriteStream(log);
  let printed = '';
  try {
    const env = { ...FEWER, ...process.env, ...movedClock(library, seconds), TZ: moment.zone, TMPDIR: folder, NO_COLOR: '1', CI: 'true' };
    const clock = clockIn(env);
    if (!(Math.abs(clock - instantOf(moment)) < 60_000)) {
      const reads = Number.isNaN(clock) ? 'could not be read' : `said ${wallClock(clock, moment.zone)}`;
      return { passed: 0, failed: 1, names: [`the clock could not be moved: it ${reads}`], interrupted: false };
    }
    const code = await runInGroup([vitest, 'run', ...args], {
      cwd: root,
      env,
      said: (chunk) => {
        file.write(chunk);
        printed += chunk.toString();
      },
    });
    const [, passed = '0', failed = '0'] = [...printed.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
    const names = [...new Set([...printed.matchAll(/^ *FAIL +(.+)$/gm)].map(([, name = '']) => name))];
    const untold = code !== 0 && failed === '0';
    return {
      passed: Number(passed),
      failed: untold ? 1 : Number(failed),
      names: untold ? [`Vitest ended with ${code ?? 'a signal'}`] : names,
      interrupted: code === null,
    };
  } finally {
    await new Promise((resolve) => file.end(resolve));
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true }, project: { type: 'string', multiple: true } },
});
const moments = MOMENTS.filter(({ date }) => !values.only || values.only.includes(date));
const unknown = values.only?.filter((date) => !MOMENTS.some((moment) => moment.date === date)) ?? [];
const library = clockLibrary();

if (unknown.length > 0) {
  say(`There is no moment ${unknown.join(' or ')}; there are ${MOMENTS.map(({ date }) => date).join(', ')}.`);
  process.exitCode = 1;
} else if (library === null) {
  say('Skipped: moving the clock needs the command `faketime` (Debian: apt install faketime), which this machine does not have.');
} else {
  const results = path.join(root, 'test-results/dates');
  await mkdir(results, { recursive: true });
  const args = [...(values.project ?? PROJECTS).map((name) => `--project=${name}`), ...positionals];
  const sum = { passed: 0, failed: 0 };
  for (const moment of moments) {
    const log = path.join(results, `${moment.date}.log`);
    const began = performance.now();
    const { passed, failed, names, interrupted } = await runAt(moment, library, args, log);
    if (interrupted) {
      process.exitCode = 130;
      break;
    }
    sum.passed += passed;
    sum.failed += failed;
    say(`${describeMoment(moment)}: ${passed} passed, ${failed} failed (${Math.round((performance.now() - began) / 1000)} s)`);
    for (const name of names) say(`  ${name}`);
    if (failed > 0) say(`  see ${path.relative(root, log)}`);
  }
  say(`\n${sum.passed} passed, ${sum.failed} failed`);
  if (sum.failed > 0) process.exitCode = 1;
}
