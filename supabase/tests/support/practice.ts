import { randomUUID } from 'node:crypto';

import type { SessionRow, TestTransaction } from './test-transaction.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A source of chance that can be repeated: numbers from 0 (inclusive) to 1 (https://en.wikipedia.org/wiki/Xorshift). */
function chance(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export interface Practice {
  therapistId: string;
  clientIds: string[];
  /** Every session of the practice, as the database has it. */
  sessions: SessionRow[];
}

const STATUSES = ['scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show'] as const;
const PAYMENT_STATUSES = ['pending', 'paid', 'failed', 'refunded', 'partially_refunded', 'not_required'] as const;
const TYPES = ['First visit', 'Follow-up 100%', 'Massage_long'];
const NOTES = ['', 'Stiff SHOULDER after a fall', 'Übung für den Rücken', 'a\\b'];

/**
 * A practice of some months with sessions in every state, guests with and without an email, one of them an account's, refunds and
 * fees. Rows are placed, not booked: what a rule would refuse is in it too. `now` is the database's clock.
 */
export async function randomPractice({ sql, therapist, client }: TestTransaction, seed: number, count = 120): Promise<Practice> {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const zone = pick(['UTC', 'Europe/London', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia']);
  const therapistId = await therapist({
    timeZone: zone,
    hours: [1, 2, 3, 4, 5].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' })),
  });
  const clientIds = await Promise.all(['Ana Ruiz', 'Bo Okafor', 'Cleo Müller'].map((name) => client(name)));
  const [clock] = await sql<{ now: Date }[]>`select date_trunc('minute', now()) as now`;
  const now = clock?.now.getTime() ?? 0;
  await sql`set local session_replication_role = replica`;
  const rows = Array.from({ length: count }, (_, index) => {
    // One every thirteen hours or so around now, never two at once, so that the constraints hold.
    const start = now + (index - count * 0.8) * 13 * 60 * MINUTE + Math.floor(random() * 11 * 60) * MINUTE;
    const minutes = pick([30, 60, 90]);
    const status = index % 9 === 0 ? pick(['scheduled', 'in_progress', 'confirmed'] as const) : pick(STATUSES);
    const paymentStatus = pick(PAYMENT_STATUSES);
    const clientId = random() < 0.7 ? pick(clientIds) : null;
    const number = clientId ? clientIds.indexOf(clientId) : 7;
    const guest = pick([
      { client_name: 'Gus Guest', client_email: '' },
      { client_name: ' gus guest', client_email: '' },
      { client_name: 'Gina Guest', client_email: 'Gina@guest.test' },
      { client_name: 'Ana by hand', client_email: 'ANA@scene.test' },
    ]);
    return {
      id: randomUUID(),
      therapist_id: therapistId,
      client_id: clientId,
      ...(clientId
        ? { client_name: ['Ana Ruiz', 'Bo Okafor', 'Cleo Müller'][number], client_email: ['ana@scene.test', 'bo@scene.test', ''][number] }
        : guest),
      client_phone: clientId ? '+44 20 7946 0000' : '',
      session_date: '2026-01-01',
      start_time: '09:00',
      time_zone: zone,
      starts_at: new Date(start).toISOString(),
      ends_at: new Date(start + minutes * MINUTE).toISOString(),
      duration_minutes: minutes,
      session_type: pick(TYPES),
      ...pick([
        { price: 80, currency: 'GBP' },
        { price: 40.5, currency: 'GBP' },
        { price: 0, currency: 'GBP' },
        { price: 9000, currency: 'JPY' },
      ]),
      notes: pick(NOTES),
      status,
      payment_status: paymentStatus,
      hold_expires_at:
        status === 'scheduled' && paymentStatus !== 'not_required' && random() < 0.7
          ? new Date(now + (random() < 0.5 ? -1 : 1) * 10 * MINUTE).toISOString()
          : null,
      cancelled_at: status === 'cancelled' ? new Date(start - DAY).toISOString() : null,
    };
  });
  await sql`insert into public.client_sessions ${sql(rows)}`;
  for (const row of rows) {
    if (random() < 0.6) continue;
    const succeeded = random() < 0.7;
    const paymentId = randomUUID();
    await sql`insert into public.payments ${sql({
      id: paymentId,
      session_id: row.id,
      therapist_id: therapistId,
      client_id: row.client_id,
      amount_minor: 8000,
      currency: row.currency,
      status: succeeded ? 'succeeded' : pick(['open', 'failed', 'cancelled']),
      method: random() < 0.8 ? 'card' : pick(['in_person', 'waived']),
      paid_at: succeeded ? row.starts_at : null,
      receipt_number: null,
      refunded_minor: succeeded && random() < 0.3 ? 3000 : 0,
    })}`;
    if (succeeded && random() < 0.4) {
      await sql`insert into public.refunds ${sql({
        payment_id: paymentId,
        session_id: row.id,
        amount_minor: 2000,
        currency: row.currency,
        reason: pick(['cancelled_by_client', 'by_therapist', 'by_hand', 'paid_twice']),
        status: pick(['owed', 'pending', 'succeeded', 'failed']),
      })}`;
    }
  }
  await sql`set local session_replication_role = origin`;
  const sessions = await sql<SessionRow[]>`select * from public.client_sessions where therapist_id = ${therapistId} order by starts_at, id`;
  return { therapistId, clientIds, sessions };
}
