import * as fc from 'fast-check';
import type { DisputeStatus } from '../../../local/stripe/objects/disputes.ts';
import type { FaultSettingsInput } from '../../../local/stripe/faults/fault-settings.ts';
import { Fuse } from './fuse.ts';
import { startOf } from './people.ts';
import {
  bankDecides,
  book,
  cancel,
  deliver,
  dispute,
  fuseOf,
  letHoldRunOut,
  loseTime,
  pay,
  pick,
  isAccepted,
  takeWaiverBack,
  update,
} from './steps.ts';
import type { CrashPoint } from './steps.ts';
import type { World } from './world.ts';

type Command = fc.AsyncCommand<object, World>;
type Step = (world: World) => Promise<unknown>;

/** A step with its name and values, which is what a failing sequence prints. */
class NamedCommand implements Command {
  constructor(
    private readonly words: string,
    private readonly step: Step,
    private readonly needsSession: boolean,
  ) {}

  // Every command may run at any time; one that needs a session does nothing while there is none.
  check = (): boolean => true;

  async run(_model: object, world: World): Promise<void> {
    if (this.needsSession && world.sessions.length === 0) return;
    await this.step(world);
  }

  toString = (): string => this.words;
}

const nat = fc.nat({ max: 11 });
const crash = fc.option(fc.record({ calls: fc.nat({ max: 9 }), after: fc.boolean() }), { freq: 3 });
const crashText = (at: CrashPoint): string => (at === null ? '' : `, crashes ${at.after ? 'after' : 'before'} its call ${at.calls + 1}`);
function command<T>(
  values: fc.Arbitrary<T>,
  words: (value: T) => string,
  step: (world: World, value: T) => Promise<unknown>,
  needsSession = true,
): fc.Arbitrary<Command> {
  return values.map((value) => new NamedCommand(words(value), (world) => step(world, value), needsSession));
}

const booking = command(
  fc.tuple(nat, nat, nat),
  ([client, therapist, start]) => `book(client ${client}, therapist ${therapist}, start ${start})`,
  book,
  false,
);

/** Commands that lead to a paid session. Drawn often, so that most sequences reach one. */
const progressCommands = [
  booking,
  command(
    fc.tuple(nat, crash),
    ([s, at]) => `checkout(${s}${crashText(at)})`,
    (world, [s, at]) => world.openCheckout(pick(world, s), fuseOf(at)),
  ),
  command(
    nat,
    (s) => `checkout and pay(${s})`,
    async (world, s) => {
      await world.openCheckout(pick(world, s), new Fuse());
      await pay(world, pick(world, s), '4242424242424242');
    },
  ),
  command(
    fc.tuple(
      nat,
      fc.constantFrom('4242424242424242', '4000000000000002', '4000002500003155', '4000000000000259'),
      fc.option(fc.constant(true), { freq: 2, nil: false }),
    ),
    ([s, card, slow]) => `pay(${s}, ${card}${slow ? ', processing' : ''})`,
    (world, [s, card, slow]) => pay(world, pick(world, s), card, slow),
  ),
  command(
    fc.tuple(nat, fc.boolean()),
    ([s, fails]) => `the bank decides(${s}, ${fails ? 'no' : 'yes'})`,
    (world, [s, fails]) => bankDecides(world, pick(world, s), fails),
  ),
  command(
    fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 3 }), crash),
    ([e, times, at]) => `deliver(event ${e}, ${times} times at once${crashText(at)})`,
    deliver,
    false,
  ),
];

const cancelCommand = command(
  fc.tuple(nat, fc.boolean()),
  ([s, byClient]) => `cancel(${s}, by ${byClient ? 'client' : 'therapist'})`,
  cancel,
);

/** Commands that end or move a session. */
const endingCommands = [
  command(nat, (s) => `the hold runs out and another client books the time(${s})`, loseTime),
  command(
    fc.tuple(nat, fc.boolean(), nat),
    ([s, byClient, start]) => `move(${s}, by ${byClient ? 'client' : 'therapist'}, start ${start})`,
    (world, [s, byClient, start]) => {
      const { id, client, therapist } = pick(world, s);
      return update(world, byClient ? client : therapist, id, { starts_at: startOf(start) });
    },
  ),
  command(
    fc.tuple(nat, fc.constantFrom('confirmed', 'no_show', 'in_progress', 'completed')),
    ([s, status]) => `therapist says ${status}(${s})`,
    (world, [s, status]) => update(world, pick(world, s).therapist, pick(world, s).id, { status }),
  ),
  command(
    nat,
    (s) => `the hold runs out(${s})`,
    (world, s) => letHoldRunOut(world, pick(world, s).id),
  ),
];

/** Settling by hand, refunds, disputes, jobs and faults. */
const otherCommands = [
  command(
    fc.tuple(nat, fc.constantFrom('in_person', 'waived')),
    ([s, method]) => `settle by hand(${s}, ${method})`,
    (world, [s, method]) =>
      isAccepted(world.db.as(pick(world, s).therapist, (sql) => sql`select public.settle_by_hand(${pick(world, s).id}, ${method})`)),
  ),
  command(
    fc.tuple(nat, fc.boolean()),
    ([s, first]) => `take the waiver back(${s}${first ? ', waived just before and closed by run-jobs' : ''})`,
    takeWaiverBack,
  ),
  command(
    fc.tuple(nat, fc.integer({ min: 1, max: 9_500 })),
    ([s, amount]) => `therapist refunds(${s}, ${amount})`,
    (world, [s, amount]) =>
      isAccepted(
        world.db.as(pick(world, s).therapist, (sql) => sql`select public.refund_session(${pick(world, s).id}, ${amount}, 'sorry')`),
      ),
  ),
  command(
    fc.tuple(nat, fc.integer({ min: 1, max: 8_000 })),
    ([s, amount]) => `refunded in Stripe's dashboard(${s}, ${amount})`,
    (world, [s, amount]) => {
      const intent = pick(world, s).checkout?.intent;
      return intent === undefined ? Promise.resolve() : isAccepted(world.stripe.refunds.create({ payment_intent: intent, amount }));
    },
  ),
  command(
    fc.tuple(nat, fc.constantFrom<DisputeStatus>('needs_response', 'under_review', 'won', 'lost')),
    ([s, status]) => `dispute(${s}, ${status})`,
    dispute,
  ),
  command(
    fc.tuple(nat, fc.boolean(), crash),
    ([s, byClient, at]) => `send-refund(${s}, by ${byClient ? 'client' : 'therapist'}${crashText(at)})`,
    (world, [s, byClient, at]) => world.sendRefund(pick(world, s), byClient ? pick(world, s).client : pick(world, s).therapist, fuseOf(at)),
  ),
  command(
    fc.option(fc.record({ calls: fc.nat({ max: 30 }), after: fc.boolean() }), { freq: 1 }),
    (at) => `run-jobs(${crashText(at).slice(2)})`,
    (world, at) => world.runJobs(fuseOf(at)),
    false,
  ),
  command(
    fc.tuple(
      fc.constantFrom('error_before', 'error_after', 'timeout_before', 'timeout_after', 'rate_limit'),
      fc.integer({ min: 1, max: 3 }),
    ),
    ([fault, times]) => `Stripe fails(${fault}, ${times} times)`,
    (world, [fault, times]) => {
      const settings: FaultSettingsInput = { requests: { [fault]: 1, times, timeout_ms: 0 } };
      world.setFaults(settings);
      return Promise.resolve();
    },
    false,
  ),
];

export const moneyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 1, arbitrary: booking },
  { weight: 5, arbitrary: fc.oneof(...progressCommands) },
  // Refunds begin with a cancellation.
  { weight: 1, arbitrary: cancelCommand },
  { weight: 2, arbitrary: fc.oneof(...endingCommands) },
  { weight: 2, arbitrary: fc.oneof(...otherCommands) },
);
