import { describe, expect, it } from 'vitest';

import { newClient, newTherapist, visitor, type Person } from '../support/people.ts';
import { dayFromNow, HOUR, iso } from '../support/slots.ts';
import { inTransaction } from '../support/test-transaction.ts';
import { database } from '../support/sql.ts';

const MONDAY = { day_of_week: 1, start_time: '09:00', end_time: '17:00', duration_minutes: 60, is_available: true };

const weekOf = async (person: Person) =>
  await database()<{ day_of_week: number; start_time: string; end_time: string; is_available: boolean }[]>`
    select day_of_week, start_time::text, end_time::text, is_available from public.availability_slots
    where therapist_id = ${person.id} order by day_of_week, start_time`;

describe('Weekly hours', () => {
  it('a therapist adds, reads, changes and removes their own rows', async () => {
    const theo = await newTherapist('Theo', { hours: [] });
    const added = await theo.api.from('availability_slots').insert(MONDAY).select().single();
    expect(added.error).toBeNull();
    expect(added.data).toMatchObject({ ...MONDAY, therapist_id: theo.id, start_time: '09:00:00', end_time: '17:00:00' });
    const id = added.data?.id ?? '';
    const changed = await theo.api
      .from('availability_slots')
      .update({ is_available: false, end_time: '24:00' })
      .eq('id', id)
      .select()
      .single();
    expect(changed.data).toMatchObject({ is_available: false, end_time: '24:00:00' });
    expect(changed.data?.updated_at).not.toBe(added.data?.updated_at);
    expect((await theo.api.from('availability_slots').delete().eq('id', id)).error).toBeNull();
    expect(await weekOf(theo)).toEqual([]);
  });

  it('another therapist cannot read, change or remove them', async () => {
    const theo = await newTherapist('Theo', { hours: [MONDAY] });
    const tess = await newTherapist('Tess', { hours: [] });
    const before = await weekOf(theo);
    expect((await tess.api.from('availability_slots').select('*').eq('therapist_id', theo.id)).data).toEqual([]);
    expect((await tess.api.from('availability_slots').update({ is_available: false }).eq('therapist_id', theo.id).select()).data).toEqual(
      [],
    );
    expect((await tess.api.from('availability_slots').delete().eq('therapist_id', theo.id).select()).data).toEqual([]);
    const planted = await tess.api.from('availability_slots').insert({ ...MONDAY, day_of_week: 2, therapist_id: theo.id });
    expect(planted).toMatchObject({ status: 403, error: { code: '42501' } });
    expect(await weekOf(theo)).toEqual(before);
  });

  it("a row's therapist, id and timestamps cannot be written", async () => {
    const theo = await newTherapist('Theo', { hours: [MONDAY] });
    const tess = await newTherapist('Tess', { hours: [] });
    for (const change of [{ therapist_id: tess.id }, { created_at: '2020-01-01T00:00:00Z' }, { id: tess.id }]) {
      expect((await theo.api.from('availability_slots').update(change).eq('therapist_id', theo.id)).error?.code).toBe('42501');
    }
    expect(await weekOf(tess)).toEqual([]);
    expect(await weekOf(theo)).toHaveLength(1);
  });

  it('clients and visitors cannot read or write them', async () => {
    const theo = await newTherapist('Theo', { hours: [MONDAY] });
    const cleo = await newClient('Cleo');
    expect((await cleo.api.from('availability_slots').insert({ ...MONDAY, therapist_id: theo.id })).status).toBe(403);
    // Own id, but no therapist: stopped by the foreign key.
    expect((await cleo.api.from('availability_slots').insert({ ...MONDAY, therapist_id: cleo.id })).error?.code).toBe('23503');
    expect(
      (
        await visitor()
          .from('availability_slots')
          .insert({ ...MONDAY, therapist_id: theo.id })
      ).status,
    ).toBe(401);
    expect(await database()`select 1 from public.availability_slots where therapist_id = ${cleo.id}`).toHaveLength(0);
    expect(await weekOf(theo)).toHaveLength(1);
  });
});

describe('An invalid row of weekly hours is refused by a named constraint', () => {
  const broken: [string, Record<string, unknown>, string][] = [
    ['the end before the start', { start_time: '17:00', end_time: '09:00' }, 'availability_slots_order'],
    ['the end equal to the start', { start_time: '09:00', end_time: '09:00' }, 'availability_slots_order'],
    ['day of week 7', { day_of_week: 7 }, 'availability_slots_day_of_week_range'],
    ['day of week -1', { day_of_week: -1 }, 'availability_slots_day_of_week_range'],
    ['sessions of 4 minutes', { duration_minutes: 4 }, 'availability_slots_duration_range'],
    ['sessions of 481 minutes', { duration_minutes: 481 }, 'availability_slots_duration_range'],
  ];
  it.each(broken)('%s', async (_, wrong, constraint) => {
    await inTransaction(async ({ sql, therapist, as, refusal }) => {
      const theo = await therapist({ hours: [] });
      const refused = await refusal(() =>
        as('authenticated', theo, () => sql`insert into public.availability_slots ${sql({ ...MONDAY, ...wrong })}`),
      );
      expect(refused).toMatchObject({ sqlState: '23514', message: expect.stringContaining(constraint) as string });
      expect(await sql`select 1 from public.availability_slots where therapist_id = ${theo}`).toHaveLength(0);
    });
  });

  it.each([[{ start_time: '00:00', end_time: '24:00' }], [{ duration_minutes: 5 }], [{ duration_minutes: 480 }], [{ day_of_week: 0 }]])(
    'limits are accepted: %o',
    async (edge) => {
      await inTransaction(async ({ sql, therapist, as }) => {
        const theo = await therapist({ hours: [] });
        await as('authenticated', theo, () => sql`insert into public.availability_slots ${sql({ ...MONDAY, ...edge })}`);
        expect(await sql`select 1 from public.availability_slots where therapist_id = ${theo}`).toHaveLength(1);
      });
    },
  );
});

describe('save_availability', () => {
  it('replaces the whole week and answers with the saved rows in order', async () => {
    const theo = await newTherapist('Theo', { hours: [{ day_of_week: 3, start_time: '10:00', end_time: '12:00' }] });
    const { data, error } = await theo.api.rpc('save_availability', {
      p_slots: [{ day_of_week: 2, start_time: '13:00', end_time: '24:00' }, MONDAY, { ...MONDAY, day_of_week: 2, is_available: false }],
    });
    expect(error).toBeNull();
    expect(data?.map((row) => [row.therapist_id, row.day_of_week, row.start_time, row.end_time, row.is_available])).toEqual([
      [theo.id, 1, '09:00:00', '17:00:00', true],
      [theo.id, 2, '09:00:00', '17:00:00', false],
      [theo.id, 2, '13:00:00', '24:00:00', true],
    ]);
    expect((await weekOf(theo)).map((row) => row.day_of_week)).toEqual([1, 2, 2]);
  });

  it('an empty list clears the week', async () => {
    const theo = await newTherapist('Theo', { hours: [MONDAY] });
    expect((await theo.api.rpc('save_availability', { p_slots: [] })).data).toEqual([]);
    expect(await weekOf(theo)).toEqual([]);
  });

  const bad: [string, unknown, number, string][] = [
    ['one broken row among good ones', [MONDAY, { ...MONDAY, day_of_week: 2, end_time: '08:00' }], 400, '23514'],
    ['an invalid time', [{ ...MONDAY, start_time: 'nine' }], 400, '22007'],
    ['a row without a day', [{ start_time: '09:00', end_time: '10:00' }], 400, '23502'],
    ['a list of numbers', [1, 2], 400, '22023'],
    ['an object', { MONDAY }, 422, 'PT422'],
    ['null', null, 422, 'PT422'],
    ['701 rows', Array.from({ length: 701 }, () => MONDAY), 422, 'PT422'],
  ];
  it.each(bad)('bad input changes nothing: %s', async (_, week, status, code) => {
    const theo = await newTherapist('Theo', { hours: [MONDAY] });
    const before = await weekOf(theo);
    const answer = await theo.api.rpc('save_availability', { p_slots: week as never });
    expect({ status: answer.status, code: answer.error?.code }).toEqual({ status, code });
    expect(await weekOf(theo)).toEqual(before);
  });

  it('a client gets THERAPIST_NOT_FOUND, a visitor may not call it', async () => {
    const cleo = await newClient('Cleo');
    expect(await cleo.api.rpc('save_availability', { p_slots: [MONDAY] })).toMatchObject({
      status: 404,
      error: { hint: 'THERAPIST_NOT_FOUND' },
    });
    expect((await visitor().rpc('save_availability', { p_slots: [MONDAY] })).status).toBe(401);
  });

  it('two tabs saving at once leave one week or the other, never both', async () => {
    const theo = await newTherapist('Theo', { hours: [MONDAY] });
    const week = (day: number) =>
      Array.from({ length: 8 }, (_, hour) => ({ ...MONDAY, day_of_week: day, start_time: `${hour + 9}:00`, end_time: `${hour + 10}:00` }));
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([4, 5, 6].map((day) => theo.api.rpc('save_availability', { p_slots: week(day) })));
      expect(answers.map((answer) => answer.error)).toEqual([null, null, null]);
      const days = new Set((await weekOf(theo)).map((row) => row.day_of_week));
      expect([days.size, (await weekOf(theo)).length]).toEqual([1, 8]);
    }
  });

  it('booked sessions stay when their hours are removed', async () => {
    await inTransaction(async ({ sql, therapist, client, book, as }) => {
      const theo = await therapist();
      const session = await book(await client(), {
        therapist_id: theo,
        starts_at: iso(dayFromNow(2) + 10 * HOUR),
      });
      await as('authenticated', theo, () => sql`select * from public.save_availability('[]')`);
      const [row] = await sql`select status, starts_at from public.client_sessions where id = ${session.id}`;
      expect(row).toMatchObject({ status: 'scheduled', starts_at: session.starts_at });
    });
  });
});
