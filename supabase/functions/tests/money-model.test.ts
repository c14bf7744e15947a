/**
 * Money and the calendar agree after any sequence of commands: random sequences over the functions' own handlers, the
 * migrations in a real Postgres and the payment sandbox, with crashes and faults of Stripe between them.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { moneyCommand } from './model/commands.ts';
import { openModelDatabase } from './model/database.ts';
import type { ModelDatabase } from './model/database.ts';
import { createPeople } from './model/people.ts';
import type { People } from './model/people.ts';
import { World } from './model/world.ts';

const SEQUENCES = Number(process.env.MONEY_SEQUENCES ?? 300);
const SEED = process.env.MONEY_SEED === undefined ? undefined : Number(process.env.MONEY_SEED);

let db: ModelDatabase;
let people: People;
const logged: string[] = [];

beforeAll(async () => {
  db = await openModelDatabase(inject('stack').dbUrl);
  people = await createPeople(db.sql);
});
afterAll(() => db.drop());
// Crashed functions and failing calls of Stripe are logged, and here they are expected.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void logged.push(String(line)));
});

it(`money and the calendar agree after each of ${SEQUENCES} random sequences`, { timeout: 600_000 }, async () => {
  const tally = new Map<string, number>();
  const began = performance.now();
  await fc.assert(
    fc.asyncProperty(fc.array(moneyCommand, { minLength: 1, maxLength: 40, size: 'max' }), async (commands) => {
      const world = await World.open(db, people, logged);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      // Checked while payments are still processing, and again after they have ended.
      await world.runUntilQuiet();
      await world.check();
      if (world.endProcessing()) {
        await world.runUntilQuiet();
        await world.check();
      }
      await world.count(tally);
      // Delivering every event once more changes nothing.
      const before = await world.snapshot();
      for (const id of Object.keys(world.sandbox.store.state.events)) {
        expect((await world.deliver(id))?.status).toBe(200);
      }
      expect(await world.snapshot()).toEqual(before);
    }),
    { numRuns: SEQUENCES, ...(SEED === undefined ? {} : { seed: SEED }) },
  );
  console.info(
    `money: ${Math.round(performance.now() - began)} ms`,
    Object.fromEntries([...tally].toSorted(([a], [b]) => a.localeCompare(b))),
  );
});
