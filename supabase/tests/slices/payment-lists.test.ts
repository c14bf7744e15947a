/** Pages and counts of payments against a reckoning of the test's own. SEED=… repeats one; the seed is part of the name. */
import type { TransactionSql } from 'postgres';
import { describe, expect, it } from 'vitest';

import { randomPractice } from '../support/practice.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

interface Listed {
  id: string;
  client_id: string | null;
  client_name: string;
  session_type: string;
  status: string;
  method: string;
  paid_at: Date | null;
  created_at: Date;
  refunded_minor: string;
  receipt_number: string | null;
  refunds: { reason: string; status: string }[];
}

interface Filters {
  state?: string;
  from?: string;
  to?: string;
  search?: string;
}

const at = (row: Listed) => (row.paid_at ?? row.created_at).getTime();

function stateOf(row: Listed): string | null {
  if (row.method === 'waived') return 'waived';
  if (row.status === 'cancelled') return null;
  if (row.status !== 'succeeded') return 'awaited';
  const onItsWay = row.refunds.some(
    ({ reason, status }) => status !== 'succeeded' && reason !== 'paid_twice' && !(reason === 'by_hand' && status === 'failed'),
  );
  return Number(row.refunded_minor) > 0 || onItsWay ? 'refunded' : 'paid';
}

const everyPayment = ({ sql }: TestTransaction, therapistId: string) => sql<Listed[]>`
  select p.id, s.client_id, s.client_name, s.session_type, p.status, p.method, p.paid_at, p.created_at, p.refunded_minor, p.receipt_number,
    coalesce((select jsonb_agg(jsonb_build_object('reason', f.reason, 'status', f.status)) from public.refunds f where f.payment_id = p.id), '[]') as refunds
  from public.payments p join public.client_sessions s on s.id = p.session_id
  where s.therapist_id = ${therapistId} order by coalesce(p.paid_at, p.created_at) desc, p.id desc`;

async function pages(sql: TransactionSql, { state, from, to, search }: Filters, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let last: { id: string } | undefined;
  for (;;) {
    const rows: { id: string; listed_at: Date }[] =
      await sql`select * from public.find_payments(${state ?? null}, ${from ?? null}, ${to ?? null},
      ${search ?? null}, ${last?.id ?? null}, ${limit})`;
    ids.push(...rows.map(({ id }) => id));
    last = rows.at(-1);
    if (rows.length < limit || !last) return ids;
  }
}

describe(`A list of payments (SEED=${SEED})`, () => {
  it('a therapist and a client page through exactly what their filters leave, and the counts agree', async () => {
    await inTransaction(async (db) => {
      const { therapistId, clientIds } = await randomPractice(db, SEED, 150);
      const all = await everyPayment(db, therapistId);
      const [clientId = ''] = clientIds;
      const middle = new Date(at(all[Math.floor(all.length / 2)]!)).toISOString();
      for (const [person, rows, other] of [
        [therapistId, all, (row: Listed) => row.client_name],
        [clientId, all.filter((row) => row.client_id === clientId), () => 'Thea Therapist'],
      ] as const) {
        for (const filters of [
          {},
          { state: 'paid' },
          { state: 'refunded' },
          { state: 'awaited' },
          { state: 'waived' },
          { from: middle },
          { to: middle },
          { search: 'thea MASSAGE' },
          { search: 'ana' },
          { search: '%' },
          { state: 'paid', from: middle, search: 'follow' },
        ] satisfies Filters[]) {
          const { state, from, to, search }: Filters = filters;
          const inRange = rows.filter(
            (row) => stateOf(row) !== null && (!from || at(row) >= Date.parse(from)) && (!to || at(row) < Date.parse(to)),
          );
          const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
          const left = inRange.filter((row) => {
            const text = [other(row), row.session_type, row.receipt_number ?? ''].join('\n').toLowerCase();
            return (!state || stateOf(row) === state) && words.every((word) => text.includes(word));
          });
          await db.as('authenticated', person, async (sql) => {
            expect(await pages(sql, filters, 7)).toEqual(left.map(({ id }) => id));
            const [counts] = await sql<{ total: string; found: string }[]>`
              select * from public.count_payments(${state ?? null}, ${from ?? null}, ${to ?? null}, ${search ?? null})`;
            expect(counts).toEqual({ total: String(inRange.length), found: String(left.length) });
          });
        }
      }
    });
  });

  it('another therapist finds none of them, and a visitor is refused', async () => {
    await inTransaction(async (db) => {
      await randomPractice(db, SEED, 40);
      const other = await db.therapist();
      await db.as('authenticated', other, async (sql) => expect(await pages(sql, {}, 20)).toEqual([]));
      const refusal = await db.refusal(() => db.as('anon', null, (sql) => sql`select * from public.find_payments()`));
      expect(refusal?.sqlState).toBe('42501');
    });
  });

  it('a payment belongs to the two people of its session, whatever its writer says', async () => {
    await inTransaction(async (db) => {
      const { therapistId, sessions } = await randomPractice(db, SEED, 30);
      const stranger = await db.therapist();
      const [unpaid] = await db.sql<{ id: string }[]>`select s.id from public.client_sessions s
        where s.therapist_id = ${therapistId} and not exists (select 1 from public.payments p where p.session_id = s.id) limit 1`;
      const session = sessions.find(({ id }) => id === unpaid?.id);
      const [row] = await db.sql<{ therapist_id: string; client_id: string | null }[]>`
        insert into public.payments (session_id, therapist_id, amount_minor, currency) values (${unpaid?.id ?? ''}, ${stranger}, 100, 'GBP')
        returning therapist_id, client_id`;
      expect(row).toEqual({ therapist_id: therapistId, client_id: session?.client_id });
    });
  });
});
