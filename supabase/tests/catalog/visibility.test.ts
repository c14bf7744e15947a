import { beforeAll, describe, expect, it } from 'vitest';

import { booked } from '../support/booking.ts';
import { newClient, newTherapist, visitor, type Client, type Person } from '../support/people.ts';
import { HOUR, dayFromNow, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

const SOON = dayFromNow(2);

let cleo: Person;
let cara: Person;
let theo: Person;
let tess: Person;
let session = '';
let strangers: [string, Client][];

beforeAll(async () => {
  [cleo, cara, theo, tess] = await Promise.all([newClient('Cleopatra'), newClient('Cara'), newTherapist('Theo'), newTherapist('Tess')]);
  session = (await booked(cleo.api, { therapist_id: theo.id, starts_at: iso(SOON + 10 * HOUR), notes: 'a very private matter' })).id;
  await theo.api.from('session_notes').insert({ session_id: session, body: 'a very private thought' });
  await database()`insert into public.payments (session_id, amount_minor, currency) values (${session}, 8000, 'GBP')`;
  // Cara and Tess have a session of their own, so that their rows are in the tables too.
  await booked(cara.api, { therapist_id: tess.id, starts_at: iso(SOON + 12 * HOUR) });
  strangers = [
    ['a visitor', visitor()],
    ['another client', cara.api],
    ['another therapist', tess.api],
  ];
});

/** What an answer to a third person may never contain. */
const secrets = () => [session, cleo.id, cleo.name, cleo.email, 'very private', iso(SOON + 10 * HOUR).slice(0, 16)];

describe('A stranger cannot see a session or its client', () => {
  const questions: [string, (api: Client) => PromiseLike<{ data: unknown; count?: number | null }>][] = [
    ['by select', (api) => api.from('client_sessions').select('*')],
    ['by its id', (api) => api.from('client_sessions').select('*').eq('id', session)],
    [
      'by an embed from the therapist',
      (api) => api.from('therapist_profiles').select('id, full_name, client_sessions(*)').eq('id', theo.id),
    ],
    ['by an inner embed', (api) => api.from('therapist_profiles').select('full_name, client_sessions!inner(id)').eq('id', theo.id)],
    ['by an embed from the client', (api) => api.from('client_profiles').select('*, client_sessions(*)')],
    ['by an embed of the client', (api) => api.from('client_sessions').select('status, client_profiles(full_name, email)')],
    ['by an embed of the notes', (api) => api.from('client_sessions').select('status, session_notes(body)')],
    ['by an embed of the history', (api) => api.from('client_sessions').select('status, session_events(*)')],
    ['by a filter on a name', (api) => api.from('client_sessions').select('status').eq('client_name', 'Cleopatra')],
    [
      'by a filter on an embed',
      (api) =>
        api.from('therapist_profiles').select('full_name, client_sessions!inner(status)').eq('client_sessions.client_name', 'Cleopatra'),
    ],
    ['by an order', (api) => api.from('client_sessions').select('status').order('client_name').limit(5)],
    ['by the profiles', (api) => api.from('client_profiles').select('*').ilike('full_name', 'Cleo%')],
    ['by the history', (api) => api.from('session_events').select('*').eq('session_id', session)],
    ['by the payments', (api) => api.from('payments').select('*').eq('session_id', session)],
    ['by the notes', (api) => api.from('session_notes').select('*')],
    [
      'by the list of slots',
      (api) => api.rpc('get_available_slots', { p_therapist_id: theo.id, p_from: iso(SOON + 11 * HOUR), p_to: iso(SOON + 24 * HOUR) }),
    ],
    ['by the list of therapists', (api) => api.rpc('list_therapists', { p_search: 'theo' })],
    ['by searching for the client', (api) => api.rpc('list_therapists', { p_search: 'Cleopatra' })],
  ];
  it.each(questions)('%s', async (how, ask) => {
    for (const [who, api] of strangers) {
      const { data } = await ask(api);
      for (const secret of secrets()) expect([who, JSON.stringify(data ?? null)]).not.toEqual([who, expect.stringContaining(secret)]);
    }
    // The same question by the session's two people does find something, so that the test can fail.
    const found = await Promise.all([cleo.api, theo.api].map(async (api) => JSON.stringify((await ask(api)).data ?? null)));
    if (!/the list|searching/.test(how))
      expect(found.some((text) => secrets().some((secret) => text.includes(secret)) || text.includes('scheduled'))).toBe(true);
  });

  it('by a count', async () => {
    for (const [who, api] of strangers) {
      for (const count of ['exact', 'planned', 'estimated'] as const) {
        const answer = await api.from('client_sessions').select('id', { count, head: true }).eq('therapist_id', theo.id);
        // Estimates are of the whole table and know nothing of one therapist; they must not be exact here.
        if (count === 'exact') expect([who, answer.count ?? 0]).toEqual([who, 0]);
        else expect([401, 200, 206]).toContain(answer.status);
      }
      const embedded = await api.from('therapist_profiles').select('full_name, client_sessions(count)').eq('id', theo.id);
      expect(JSON.stringify(embedded.data ?? [])).not.toContain('"count":1');
    }
    expect((await theo.api.from('client_sessions').select('id', { count: 'exact', head: true })).count).toBe(1);
  });

  it('by changing a row that cannot be read', async () => {
    for (const [, api] of strangers) {
      await api.from('client_sessions').update({ status: 'cancelled' }).eq('id', session);
      await api.from('client_sessions').update({ status: 'cancelled' }).eq('client_name', 'Cleopatra');
    }
    expect(await database()`select status from public.client_sessions where id = ${session}`).toEqual([{ status: 'scheduled' }]);
  });

  it('except as a start that is missing from the free times', async () => {
    const { data } = await visitor().rpc('get_available_slots', {
      p_therapist_id: theo.id,
      p_from: iso(SOON + 9 * HOUR),
      p_to: iso(SOON + 12 * HOUR),
    });
    expect(data?.map((slot) => slot.starts_at.slice(11, 16))).toEqual(['09:00', '11:00', '11:30']);
    for (const slot of data ?? [])
      expect(Object.keys(slot).sort()).toEqual(['ends_at', 'price', 'session_date', 'start_time', 'starts_at']);
  });
});

describe('Contact details', () => {
  it('of a client are readable by a therapist with a session, and not before', async () => {
    const contact = (api: Client) => api.from('client_profiles').select('email').eq('id', cleo.id);
    expect((await contact(theo.api)).data).toEqual([{ email: cleo.email }]);
    expect((await contact(tess.api)).data).toEqual([]);
    const { id } = await booked(cleo.api, { therapist_id: tess.id, starts_at: iso(SOON + 20 * HOUR) });
    expect((await contact(tess.api)).data).toEqual([{ email: cleo.email }]);
    await database()`delete from public.client_sessions where id = ${id}`;
    expect((await contact(tess.api)).data).toEqual([]);
  });

  it('of a therapist are on no public page: no email, phone or payment ids', async () => {
    const { data } = await visitor().from('therapist_profiles').select('*').eq('id', theo.id).single();
    const { data: listed } = await visitor().rpc('list_therapists', { p_limit: 100 });
    for (const text of [JSON.stringify(data), JSON.stringify(listed)])
      expect(text).not.toMatch(/@people\.test|email|phone|stripe|acct_|provider/i);
    expect(listed?.length).toBeGreaterThan(0);
  });

  it('in the tables of auth are not in the API', async () => {
    for (const api of [visitor(), cleo.api])
      expect(
        (
          await api
            .schema('auth' as 'public')
            .from('users' as 'payments')
            .select('*')
        ).error,
      ).not.toBeNull();
  });
});
