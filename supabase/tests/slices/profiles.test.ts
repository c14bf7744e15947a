import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { PASSWORD, newClient, newTherapist, service, visitor } from '../support/people.ts';
import { inTransaction } from '../support/test-transaction.ts';
import { database } from '../support/sql.ts';

const profilesOf = async (id: string) => ({
  therapist: (await database()`select slug, full_name, time_zone, is_verified from public.therapist_profiles where id = ${id}`)[0] ?? null,
  client: (await database()`select full_name, email, time_zone from public.client_profiles where id = ${id}`)[0] ?? null,
});

describe('Signing up through the API', () => {
  it("as a therapist makes a therapist's profile with the defaults, and no client's", async () => {
    const thea = await newTherapist("Dr. Thea O'Hára", { timeZone: 'Europe/Paris', hours: [] });
    const { therapist, client } = await profilesOf(thea.id);
    expect(therapist).toMatchObject({ full_name: "Dr. Thea O'Hára", time_zone: 'Europe/Paris', is_verified: false });
    expect(therapist?.slug).toMatch(/^dr-thea-o-hara(-\d+)?$/);
    expect(client).toBeNull();
    const { data } = await visitor()
      .from('therapist_profiles')
      .select(
        'hourly_rate, currency, default_duration_minutes, session_durations, slot_interval_minutes, requires_payment, is_accepting_clients',
      )
      .eq('id', thea.id)
      .single();
    expect(data).toEqual({
      hourly_rate: 80,
      currency: 'GBP',
      default_duration_minutes: 60,
      session_durations: [30, 60, 90],
      slot_interval_minutes: 30,
      requires_payment: true,
      is_accepting_clients: true,
    });
  });

  it("as a client makes a client's profile with the email", async () => {
    const cleo = await newClient('Cleo', 'America/New_York');
    expect(await profilesOf(cleo.id)).toEqual({
      therapist: null,
      client: { full_name: 'Cleo', email: cleo.email, time_zone: 'America/New_York' },
    });
  });

  it('without metadata makes a client named after the email', async () => {
    const email = `nemo.${randomUUID().slice(0, 8)}@people.test`;
    const { data } = await visitor().auth.signUp({ email, password: PASSWORD });
    expect((await profilesOf(data.user?.id ?? '')).client).toEqual({ full_name: email.split('@')[0], email, time_zone: 'UTC' });
  });

  it('and changing user metadata later changes neither role nor name', async () => {
    const cleo = await newClient('Cleo');
    const before = await profilesOf(cleo.id);
    await cleo.api.auth.updateUser({ data: { role: 'therapist', full_name: 'Dr. Cleo', is_verified: true } });
    expect(await profilesOf(cleo.id)).toEqual(before);
    expect((await cleo.api.rpc('save_availability', { p_slots: [] })).status).toBe(404);
  });
});

describe('Signing up with odd metadata', () => {
  const cases: [string, unknown, { role: 'client' | 'therapist'; name: string; zone: string }][] = [
    ['role admin', { role: 'admin', full_name: 'Ada' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    ['role service_role', { role: 'service_role' }, { role: 'client', name: 'odd', zone: 'UTC' }],
    ['role in capitals', { role: 'Therapist' }, { role: 'client', name: 'odd', zone: 'UTC' }],
    ['role as a list', { role: ['therapist'], full_name: 'Ada' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    ['a name that is a number', { full_name: 42 }, { role: 'client', name: '42', zone: 'UTC' }],
    ['a name of spaces', { full_name: ' \t ' }, { role: 'client', name: 'odd', zone: 'UTC' }],
    ['a name of nothing but bidi controls', { full_name: '\u202e\u2066\ufeff' }, { role: 'client', name: 'odd', zone: 'UTC' }],
    [
      'a name with bidi and control characters',
      { role: 'therapist', full_name: ' Ann\u202e\u0007\u0085  Lee\n' },
      { role: 'therapist', name: 'Ann Lee', zone: 'UTC' },
    ],
    ['a name of 10 kB', { full_name: 'x'.repeat(10_240) }, { role: 'client', name: 'x'.repeat(120), zone: 'UTC' }],
    ['a name cut within its spaces', { full_name: `${'x'.repeat(119)} yz` }, { role: 'client', name: 'x'.repeat(119), zone: 'UTC' }],
    ['a list', [1, 2], { role: 'client', name: 'odd', zone: 'UTC' }],
    ['a text', 'therapist', { role: 'client', name: 'odd', zone: 'UTC' }],
    ['nothing', null, { role: 'client', name: 'odd', zone: 'UTC' }],
    ['an unknown zone', { full_name: 'Ada', time_zone: 'Mars/Olympus' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    ['an abbreviation as the zone', { full_name: 'Ada', time_zone: 'BST' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    ['an offset as the zone', { full_name: 'Ada', time_zone: '+05:30' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    ['a POSIX rule as the zone', { full_name: 'Ada', time_zone: 'EST5EDT4' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    ["a zone of the database's own", { full_name: 'Ada', time_zone: 'posix/Europe/London' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    ['an older name of a zone', { full_name: 'Ada', time_zone: 'EST5EDT' }, { role: 'client', name: 'Ada', zone: 'EST5EDT' }],
    ['a zone with a fixed offset', { full_name: 'Ada', time_zone: 'Etc/GMT+5' }, { role: 'client', name: 'Ada', zone: 'Etc/GMT+5' }],
    ['a zone in small letters', { full_name: 'Ada', time_zone: 'europe/london' }, { role: 'client', name: 'Ada', zone: 'UTC' }],
    [
      'a zone of three parts',
      { full_name: 'Ada', time_zone: 'America/Argentina/Buenos_Aires' },
      { role: 'client', name: 'Ada', zone: 'America/Argentina/Buenos_Aires' },
    ],
    [
      'claims to be verified',
      { role: 'therapist', full_name: 'Ada Odd', is_verified: true, hourly_rate: 1 },
      { role: 'therapist', name: 'Ada Odd', zone: 'UTC' },
    ],
  ];
  it.each(cases)('%s', async (_, meta, expected) => {
    await inTransaction(async ({ sql }) => {
      const id = randomUUID();
      await sql`insert into auth.users (id, email, raw_user_meta_data) values (${id}, 'odd@people.test', ${meta === null ? null : JSON.stringify(meta)}::jsonb)`;
      const rows = await sql`
        select 'client' as role, full_name as name, time_zone as zone from public.client_profiles where id = ${id}
        union all select 'therapist', full_name, time_zone from public.therapist_profiles where id = ${id} and not is_verified and hourly_rate = 80`;
      expect(rows).toEqual([expected]);
    });
  });

  it('without an email makes a profile too', async () => {
    await inTransaction(async ({ sql }) => {
      const id = randomUUID();
      await sql`insert into auth.users (id) values (${id})`;
      expect(await sql`select full_name, email from public.client_profiles where id = ${id}`).toEqual([
        { full_name: 'Someone', email: '' },
      ]);
    });
  });
});

describe("The slug of a therapist's page", () => {
  const slugs: [string, string][] = [
    ["Zoë O'Hara", 'zoe-o-hara'],
    ['  Dr.   Ann-Marie   Lee ', 'dr-ann-marie-lee'],
    ['李小龍', 'therapist'],
    ['💚', 'therapist'],
    ['ﬁona Åström', 'fiona-astrom'],
    ['../../etc/passwd', 'etc-passwd'],
    ['<b>Bo</b>', 'b-bo-b'],
    ['x'.repeat(120), 'x'.repeat(70)],
    ['--', 'therapist'],
  ];
  it.each(slugs)('%s: /therapists/%s', async (name, slug) => {
    await inTransaction(async ({ sql, therapist }) => {
      await sql`update public.therapist_profiles set slug = 'old-' || replace(id::text, '-', '') where slug like ${`${slug}%`}`;
      const id = await therapist({ name });
      expect(await sql`select slug from public.therapist_profiles where id = ${id}`).toEqual([{ slug }]);
    });
  });

  it('is different for twelve people of one name who sign up at once', async () => {
    const name = `Sam ${randomUUID().slice(0, 6)}`;
    const made = await Promise.all(
      Array.from(
        { length: 12 },
        () =>
          database()`insert into auth.users (id, email, raw_user_meta_data)
        values (gen_random_uuid(), ${`${randomUUID()}@people.test`}, ${JSON.stringify({ role: 'therapist', full_name: name })}::jsonb) returning id`,
      ),
    );
    expect(made.flat()).toHaveLength(12);
    const rows = await database()<{ slug: string }[]>`select slug from public.therapist_profiles where full_name = ${name}`;
    const base = name.toLowerCase().replace(' ', '-');
    expect(rows.map((row) => row.slug).sort()).toEqual([base, ...Array.from({ length: 11 }, (_, n) => `${base}-${n + 2}`)].sort());
  });

  it('does not collide between the second Ann and the first Ann 2', async () => {
    const ann = `Ann ${randomUUID().slice(0, 6)}x`;
    const signUp = (name: string) => database()`insert into auth.users (id, email, raw_user_meta_data)
      values (gen_random_uuid(), ${`${randomUUID()}@people.test`}, ${JSON.stringify({ role: 'therapist', full_name: name })}::jsonb)`;
    await signUp(ann);
    // Both are under way before either is through.
    await database()
      .begin(async (first) => {
        await first`insert into auth.users (id, email, raw_user_meta_data)
        values (gen_random_uuid(), ${`${randomUUID()}@people.test`}, ${JSON.stringify({ role: 'therapist', full_name: ann })}::jsonb)`;
        const second = signUp(`${ann} 2`);
        void second.execute();
        await new Promise((resolve) => setTimeout(resolve, 150));
        return { second };
      })
      .then(({ second }) => second);
    expect(await database()`select 1 from public.therapist_profiles where full_name like ${`${ann}%`}`).toHaveLength(3);
  });

  it('can be changed to a free one of the right form only', async () => {
    const [thea, theo] = [await newTherapist('Thea', { hours: [] }), await newTherapist('Theo', { hours: [] })];
    const mine = `thea-${randomUUID().slice(0, 8)}`;
    expect((await thea.api.from('therapist_profiles').update({ slug: mine }).eq('id', thea.id)).error).toBeNull();
    expect((await theo.api.from('therapist_profiles').update({ slug: mine }).eq('id', theo.id)).error).toMatchObject({ code: '23505' });
    for (const slug of ['', 'Thea', 'thea--x', '-thea', 'thea/x', 'théa', 'x'.repeat(81)]) {
      expect((await thea.api.from('therapist_profiles').update({ slug }).eq('id', thea.id)).error?.code).toBe('23514');
    }
    expect((await profilesOf(thea.id)).therapist?.slug).toBe(mine);
  });
});

describe('Changing a profile', () => {
  it('a client changes their own fields, but not the email', async () => {
    const cleo = await newClient('Cleo');
    const change = {
      full_name: ' Cleo\u202e  Patra ',
      phone: '+44 (0)20 7946-0000',
      time_zone: 'Asia/Kolkata',
      time_format: '24h',
      email_reminders: false,
    };
    const { data } = await cleo.api.from('client_profiles').update(change).eq('id', cleo.id).select().single();
    expect(data).toMatchObject({ ...change, full_name: 'Cleo Patra', email: cleo.email });
    for (const forbidden of [{ email: 'x@y.test' }, { id: randomUUID() }, { created_at: '2020-01-01T00:00:00Z' }]) {
      expect((await cleo.api.from('client_profiles').update(forbidden).eq('id', cleo.id)).error?.code).toBe('42501');
    }
    for (const broken of [
      { phone: 'call me' },
      { phone: '0'.repeat(41) },
      { time_format: '36h' },
      { time_zone: 'Mars/Olympus' },
      { time_zone: '' },
      { full_name: '' },
      { full_name: 'x'.repeat(121) },
    ]) {
      expect((await cleo.api.from('client_profiles').update(broken).eq('id', cleo.id)).error?.code).toBe('23514');
    }
    expect((await cleo.api.from('client_profiles').select('*').eq('id', cleo.id).single()).data).toEqual(data);
  });

  it("an email changed in Auth reaches the client's profile", async () => {
    const cleo = await newClient('Cleo');
    const email = `new.${cleo.email}`;
    const { error } = await service().auth.admin.updateUserById(cleo.id, { email });
    expect(error).toBeNull();
    expect((await profilesOf(cleo.id)).client?.email).toBe(email);
  });

  it('a therapist cannot verify themselves; the service role can', async () => {
    const thea = await newTherapist('Thea', { hours: [] });
    for (const forbidden of [
      { is_verified: true },
      { full_name: 'T', is_verified: true },
      { id: randomUUID() },
      { updated_at: '2020-01-01T00:00:00Z' },
    ]) {
      expect((await thea.api.from('therapist_profiles').update(forbidden).eq('id', thea.id)).error?.code).toBe('42501');
    }
    expect((await profilesOf(thea.id)).therapist).toMatchObject({ is_verified: false, full_name: 'Thea' });
    await service().from('therapist_profiles').update({ is_verified: true }).eq('id', thea.id);
    expect((await profilesOf(thea.id)).therapist).toMatchObject({ is_verified: true });
  });

  it('each rule of a therapist has its limits', async () => {
    const limits: [string, unknown[], unknown[]][] = [
      ['hourly_rate', [0, 80.5, 1_000_000], [-0.01, 1_000_000.01]],
      ['currency', ['EUR', 'BRL'], ['eur', 'EU', 'KWD', 'UGX', '€']],
      ['default_duration_minutes', [5, 480], [4, 481]],
      ['session_durations', [[5], [5, 480]], [[], [4], [481], [30, null], Array.from({ length: 13 }, (_, n) => n + 5)]],
      ['slot_interval_minutes', [5, 240], [4, 241]],
      ['buffer_before_minutes', [0, 240], [-1, 241]],
      ['buffer_after_minutes', [0, 240], [-1, 241]],
      ['min_notice_minutes', [0, 525_600], [-1, 525_601]],
      ['booking_window_days', [1, 3650], [0, 3651]],
      ['cancellation_notice_hours', [0, 8760], [-1, 8761]],
      ['headline', ['', 'x'.repeat(160)], ['x'.repeat(161)]],
      ['bio', ['x'.repeat(4000)], ['x'.repeat(4001)]],
      ['location', ['x'.repeat(160)], ['x'.repeat(161)]],
      [
        'specialties',
        [[], Array.from({ length: 20 }, (_, n) => `s${n}`)],
        [Array.from({ length: 21 }, (_, n) => `s${n}`), ['x'.repeat(1001)]],
      ],
      ['languages', [['Deutsch']], [Array.from({ length: 21 }, (_, n) => `l${n}`), ['x'.repeat(601)]]],
      ['full_name', ['T', 'x'.repeat(120)], ['', ' ', 'x'.repeat(121)]],
      [
        'time_zone',
        ['UTC', 'Asia/Kathmandu', 'Etc/GMT+5', 'NZ-CHAT'],
        ['GMT+1', 'Nowhere', '', 'localtime', 'Factory', 'posixrules', 'right/UTC'],
      ],
    ];
    await inTransaction(async ({ sql, therapist, as, refusal }) => {
      const thea = await therapist();
      const change = (column: string, value: unknown) =>
        refusal(() =>
          as(
            'authenticated',
            thea,
            () => sql`update public.therapist_profiles set ${sql({ [column]: value as string })} where id = ${thea}`,
          ),
        );
      for (const [column, good, bad] of limits) {
        for (const value of good) expect([column, value, await change(column, value)]).toEqual([column, value, null]);
        for (const value of bad) {
          const refused = await change(column, value);
          // Too long for the column itself: 22001, else the check.
          expect([column, value, ['23514', '22001', '22003', '23502'].includes(refused?.sqlState ?? 'accepted')]).toEqual([
            column,
            value,
            true,
          ]);
        }
      }
      // A yen has no parts, whichever of the two is set last.
      await as(
        'authenticated',
        thea,
        () => sql`update public.therapist_profiles set currency = 'JPY', hourly_rate = 9000 where id = ${thea}`,
      );
      expect(await change('hourly_rate', 9000.5)).toMatchObject({ sqlState: '23514' });
    });
  });
});
