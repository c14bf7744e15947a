import { createHmac } from 'node:crypto';

import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';

import { JWT_SECRET } from '../base/config.ts';

const { apiUrl, dbUrl, publishableKey, secretKey } = inject('stack');
const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });

/** A table with a column of every type that REST translates. */
const FIXTURE = `
  create table public.rest_fixture (
    id integer primary key, name text unique, secret text, amount numeric(10,2) default 12.50, big bigint default 9007199254740991,
    at timestamptz default '2026-03-01 09:30:00.25+00', parent integer references public.rest_fixture (id),
    span int4range, exclude using gist (span with &&)
  );
  alter table public.rest_fixture enable row level security;
  grant select (id, name, amount, big, at), insert (id, name, parent) on public.rest_fixture to authenticated;
  grant all on public.rest_fixture to service_role;
  create policy "Everyone sees them" on public.rest_fixture for select to authenticated using (true);
  create policy "Everyone adds" on public.rest_fixture for insert to authenticated with check (true);
  create function public.rest_fixture_refuse() returns void language plpgsql as $$
    begin raise exception 'Taken' using errcode = 'PT409', hint = 'SLOT_TAKEN', detail = '{"alternatives":[]}'; end $$;
  create function public.rest_fixture_write() returns void language plpgsql as $$
    begin insert into public.rest_fixture (id) values (99); end $$;
  create function public.rest_fixture_sleep() returns void language sql as 'select pg_sleep(30)';
  create function public.rest_fixture_caller() returns jsonb language sql stable as $$
    select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'user', current_user) $$;
  grant execute on function public.rest_fixture_refuse, public.rest_fixture_write, public.rest_fixture_sleep,
    public.rest_fixture_caller to anon, authenticated, service_role;
  insert into public.rest_fixture (id, name, span) values (1, 'one', '[1,5)');`;

const DROP = `
  drop table if exists public.rest_fixture;
  drop function if exists public.rest_fixture_refuse, public.rest_fixture_write, public.rest_fixture_sleep, public.rest_fixture_caller;`;

const USER = '00000000-0000-4000-8000-0000000000aa';

function token(claims: Record<string, unknown>, secret = JWT_SECRET): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const signedIn = () => ({
  apikey: publishableKey,
  authorization: `Bearer ${token({ sub: USER, role: 'authenticated', exp: Date.now() / 1000 + 60 })}`,
});
const visitor = () => ({ apikey: publishableKey });
const service = () => ({ apikey: secretKey });

async function rest(path: string, headers: Record<string, string>, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${apiUrl}/rest/v1/${path}`, {
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

beforeAll(async () => {
  await sql.unsafe(DROP).simple();
  await sql.unsafe(FIXTURE).simple();
  // The database notifies REST of the new table, as on Supabase.
  await vi.waitFor(async () => expect((await rest('rpc/rest_fixture_caller', service(), {})).status).toBe(200), {
    timeout: 10_000,
    interval: 50,
  });
});
afterAll(async () => {
  await sql.unsafe(DROP).simple();
  await sql.end();
});

describe('REST answers with the status and body of PostgREST to', () => {
  it.each([
    [
      'a refusal raised by a function',
      'rpc/rest_fixture_refuse',
      {},
      409,
      { code: 'PT409', message: 'Taken', hint: 'SLOT_TAKEN', details: '{"alternatives":[]}' },
    ],
    ['a duplicate key', 'rest_fixture', { id: 1 }, 409, { code: '23505', hint: null }],
    ['a missing parent row', 'rest_fixture', { id: 2, parent: 77 }, 409, { code: '23503', hint: null }],
    ['an exclusion violation', 'rest_fixture', { id: 2, span: '[2,3)' }, 400, { code: '23P01', hint: null }],
    ['a missing required value', 'rest_fixture', { name: 'x' }, 400, { code: '23502', hint: null }],
    ['text for a number', 'rest_fixture', { id: 'x' }, 400, { code: '22P02', hint: null }],
    ['an unknown function', 'rpc/rest_fixture_nowhere', {}, 404, { code: 'PGRST202' }],
  ])('%s', async (_what, path, body, status, expected) => {
    const answer = await rest(path, service(), body);
    expect(answer).toMatchObject({ status, body: expected });
    expect(Object.keys(answer.body ?? {}).sort()).toEqual(['code', 'details', 'hint', 'message']);
  });

  it('a forbidden column: 403 for a user and 401 for a visitor', async () => {
    expect(await rest('rest_fixture?select=secret', signedIn())).toMatchObject({ status: 403, body: { code: '42501' } });
    expect(await rest('rest_fixture?select=id', visitor())).toMatchObject({ status: 401, body: { code: '42501' } });
    expect(await rest('rest_fixture', signedIn(), { id: 3, secret: 'x' })).toMatchObject({ status: 403 });
    expect(await sql`select 1 from public.rest_fixture where id = 3`).toHaveLength(0);
  });

  it('a query that exceeds the statement timeout of its role', async () => {
    const started = Date.now();
    expect(await rest('rpc/rest_fixture_sleep', visitor(), {})).toMatchObject({ status: 500, body: { code: '57014' } });
    expect(Date.now() - started).toBeLessThan(6_000);
  });

  it('a function that writes in a GET request', async () => {
    expect(await rest('rpc/rest_fixture_write', service())).toMatchObject({ status: 405, body: { code: '25006' } });
    expect(await sql`select 1 from public.rest_fixture where id = 99`).toHaveLength(0);
  });
});

describe('callers of REST', () => {
  it('have the role of their key, or are the user of their token', async () => {
    const caller = async (headers: Record<string, string>) => (await rest('rpc/rest_fixture_caller', headers, {})).body;
    expect(await caller(visitor())).toEqual({ uid: null, role: 'anon', user: 'anon' });
    expect(await caller(service())).toEqual({ uid: null, role: 'service_role', user: 'service_role' });
    expect(await caller(signedIn())).toEqual({ uid: USER, role: 'authenticated', user: 'authenticated' });
  });

  it('get 401 for a missing or unknown key and for a forged or expired token', async () => {
    const bearer = (value: string) => ({ apikey: publishableKey, authorization: `Bearer ${value}` });
    const claims = { sub: USER, role: 'authenticated', exp: Date.now() / 1000 + 60 };
    expect(await rest('rest_fixture', {})).toMatchObject({ status: 401, body: { message: 'No API key found in request' } });
    expect(await rest('rest_fixture', { apikey: 'sb_publishable_x' })).toMatchObject({ status: 401, body: { message: 'Invalid API key' } });
    expect(await rest('rest_fixture', bearer(token(claims, 'another secret')))).toMatchObject({ status: 401, body: { code: 'PGRST301' } });
    expect(await rest('rest_fixture', bearer(token({ ...claims, exp: 1 })))).toMatchObject({ status: 401, body: { code: 'PGRST303' } });
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
    expect(await rest('rest_fixture', bearer(none))).toMatchObject({ status: 401, body: { code: 'PGRST301' } });
  });

  it('may be pages of this machine, but not pages of other origins', async () => {
    const allowed = async (origin: string) =>
      (await fetch(`${apiUrl}/rest/v1/rest_fixture`, { method: 'OPTIONS', headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allowed('http://localhost:4173')).toBe('http://localhost:4173');
    expect(await allowed('https://elsewhere.example')).toBeNull();
  });
});

it('REST writes numbers and instants as JSON like PostgREST does', async () => {
  const { body } = await rest('rest_fixture?id=eq.1&select=amount,big,at', signedIn());
  expect(body).toEqual([{ amount: 12.5, big: 9007199254740991, at: '2026-03-01T09:30:00.25+00:00' }]);
});
