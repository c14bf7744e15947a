import type { Sql } from 'postgres';

export type People = { therapists: string[]; clients: string[] };

/** Two therapists whose price, currency and fees differ. */
const THERAPISTS = [
  {
    full_name: 'Thea',
    hourly_rate: 80,
    currency: 'GBP',
    cancellation_notice_hours: 24,
    late_cancel_fee_percent: null,
    no_show_fee_percent: 100,
  },
  {
    full_name: 'Theo',
    hourly_rate: 9_001,
    currency: 'JPY',
    cancellation_notice_hours: 24,
    late_cancel_fee_percent: 50,
    no_show_fee_percent: 33,
  },
];

/** Two therapists who work all day, every day, and three clients. */
export async function createPeople(sql: Sql): Promise<People> {
  const signUp = async (role: string, full_name: string): Promise<string> => {
    const id = crypto.randomUUID();
    const meta = { role, full_name, time_zone: 'UTC' };
    await sql`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${`${id}@model.test`}, ${sql.json(meta)})`;
    return id;
  };
  const therapists: string[] = [];
  for (const { full_name, ...policy } of THERAPISTS) {
    const id = await signUp('therapist', full_name);
    await sql`update public.therapist_profiles set ${sql({ ...policy, min_notice_minutes: 0 })} where id = ${id}`;
    const hours = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ therapist_id: id, day_of_week, start_time: '00:00', end_time: '23:30' }));
    await sql`insert into public.availability_slots ${sql(hours)}`;
    therapists.push(id);
  }
  const clients = await Promise.all(['Cleo', 'Cato', 'Cora'].map((name) => signUp('client', name)));
  return { therapists, clients };
}

/** Six starts, three within the cancellation notice of a day and three before it, that overlap one another. */
export function startOf(index: number): string {
  const hours = [5, 5.5, 6, 73, 73.5, 74][index % 6] ?? 5;
  const start = new Date(Date.now());
  start.setUTCMinutes(0, 0, 0);
  const at = new Date(start.getTime() + hours * 3_600_000);
  // The hours end at 23:30.
  if (at.getUTCHours() === 23 || (at.getUTCHours() === 22 && at.getUTCMinutes() === 30)) at.setTime(at.getTime() + 2 * 3_600_000);
  return at.toISOString();
}
