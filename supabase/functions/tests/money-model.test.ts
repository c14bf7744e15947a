/**
 * Whatever happens in whatever order, money and the calendar agree: sequences of commands over the functions' own
 * handlers, the migrations in a real Postgres and the payment sandbox. Faults F2 to F8, F11, F14 and F15 at once.
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
const complaints: string[] = [];

beforeAll(async () => {
  db = await openModelDatabase(inject('stack').dbUrl);
  people = await createPeople(db.sql);
});
afterAll(() => db.drop());
// A function that dies, and Stripe failing, are logged: here they are meant.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void complaints.push(String(line)));
});

it(`agrees with the calendar after each of ${SEQUENCES} sequences`, { timeout: 600_000 }, async () => {
  const tally = new Map<string, number>();
  const began = performance.now();
  await fc.assert(
    fc.asyncProperty(fc.array(moneyCommand, { minLength: 1, maxLength: 40, size: 'max' }), async (commands) => {
      const world = await World.open(db, people, complaints);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      // With payments still under way, and after the last of them.
      await world.untilQuiet();
      await world.check();
      if (world.endWaiting()) {
        await world.untilQuiet();
        await world.check();
      }
      await world.count(tally);
      // Every event once more, long after: nothing moves.
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
