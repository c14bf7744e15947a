import type { Stripe } from 'stripe';
import { HANDLED_EVENTS, applyEvent } from '../_shared/events.ts';
import type { PaymentsDb } from '../_shared/payments-db.ts';

const PAGE = 100;
const MAX_PAGES = 10;
/** Stripe's list may show an event a moment after its time, and clocks differ. */
const OVERLAP_S = 300;
/** How far back the first pass reads, and the furthest any pass reads: Stripe keeps events for thirty days. */
const FIRST_LOOK_S = 2 * 86_400;
const KEPT_S = 30 * 86_400 - 3_600;

/** Runs one job; the caller counts it, and logs its failure. Resolves with 1 when it changed something, else 0. */
export type Attempt = (what: string, job: () => Promise<boolean>) => Promise<number>;

/**
 * Reads Stripe's own list of events from where the last pass stopped, with an overlap, and applies each as the webhook
 * would have: the database knows an event that was delivered before by its id. The cursor moves only past what was applied.
 * @param seen ids this process has applied: without them the overlap would ask the database for each in every pass
 * @param deadline milliseconds since 1970
 * @returns how many events changed something, and whether the list was read to its end
 */
export async function readEvents(
  { db, stripe }: { db: PaymentsDb; stripe: Stripe },
  { seen, attempt, deadline }: { seen: Set<string>; attempt: Attempt; deadline: number },
): Promise<{ applied: number; finished: boolean }> {
  const now = Math.floor(Date.now() / 1000);
  const cursor = await db.eventsCursor(null);
  const since = cursor === 0 ? now - FIRST_LOOK_S : Math.max(cursor - OVERLAP_S, now - KEPT_S);
  let applied = 0;
  for (let from = since; ;) {
    const { events, until } = await eventsBetween(stripe, from, now);
    let failed = 0;
    for (const event of events.toReversed()) {
      if (Date.now() > deadline) return { applied, finished: false };
      if (seen.has(event.id)) continue;
      applied += await attempt(`event ${event.id}`, async () => {
        failed += 1;
        const answer = await applyEvent(db, event);
        failed -= 1;
        addToSeen(seen, event.id);
        return answer.applied;
      });
    }
    // What failed is read again by the next pass.
    if (failed > 0) return { applied, finished: false };
    await db.eventsCursor(until);
    if (until === now) return { applied, finished: true };
    from = until;
  }
}

/**
 * The events of a span of time, newest first. A span with more than ten pages is halved until it fits, and the earlier
 * half is read: Stripe lists the latest first, and the cursor may only move past what has been read.
 */
async function eventsBetween(stripe: Stripe, since: number, until: number): Promise<{ events: Stripe.Event[]; until: number }> {
  const events: Stripe.Event[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const after = events.at(-1)?.id;
    const { data, has_more } = await stripe.events.list({
      created: { gte: since, lte: until },
      types: [...HANDLED_EVENTS],
      limit: PAGE,
      ...(after === undefined ? {} : { starting_after: after }),
    });
    events.push(...data);
    if (!has_more) return { events, until };
  }
  // A span of one second cannot be halved: the first thousand of it are taken.
  return until - since <= 1 ? { events, until } : eventsBetween(stripe, since, since + Math.floor((until - since) / 2));
}

function addToSeen(seen: Set<string>, id: string): void {
  seen.add(id);
  // Sets keep the order of insertion.
  for (const oldest of seen) {
    if (seen.size <= 5_000) return;
    seen.delete(oldest);
  }
}
