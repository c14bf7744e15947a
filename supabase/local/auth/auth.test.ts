import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { expect, inject, it } from 'vitest';

const { apiUrl, dbUrl, inboxUrl, publishableKey, secretKey } = inject('stack');
const auth = { persistSession: false, autoRefreshToken: false };
const visitor = () => createClient(apiUrl, publishableKey, { auth });
const admin = createClient(apiUrl, secretKey, { auth }).auth.admin;
const address = () => `admin-made.${crypto.randomUUID().slice(0, 8)}@people.test`;

async function newUser(email = address()): Promise<{ id: string; email: string }> {
  const { data, error } = await admin.createUser({
    email,
    password: 'first-password',
    email_confirm: true,
    user_metadata: { role: 'client', full_name: 'Ada Made' },
  });
  if (error) throw error;
  return { id: data.user.id, email };
}

it('a user made by the admin API signs in with the password given, and has a profile', async () => {
  const { id, email } = await newUser();
  const client = visitor();
  const { data } = await client.auth.signInWithPassword({ email, password: 'first-password' });
  expect(data.user).toMatchObject({ id, user_metadata: { full_name: 'Ada Made' } });
  expect((await client.from('client_profiles').select('full_name')).data).toEqual([{ full_name: 'Ada Made' }]);
});

it('the admin API changes the password and metadata of a user, and deletes the user', async () => {
  const { id, email } = await newUser();
  await admin.updateUserById(id, { password: 'second-password', user_metadata: { colour: 'green' } });
  expect((await visitor().auth.signInWithPassword({ email, password: 'first-password' })).error?.code).toBe('invalid_credentials');
  expect((await visitor().auth.signInWithPassword({ email, password: 'second-password' })).data.user?.user_metadata).toMatchObject({
    full_name: 'Ada Made',
    colour: 'green',
  });
  expect((await admin.getUserById(id)).data.user?.email).toBe(email);
  expect((await admin.listUsers({ perPage: 1000 })).data.users.map((user) => user.id)).toContain(id);

  await admin.deleteUser(id);
  expect((await admin.getUserById(id)).error?.status).toBe(404);
  expect((await visitor().auth.signInWithPassword({ email, password: 'second-password' })).error?.code).toBe('invalid_credentials');
});

it('the admin API refuses a caller without the secret key', async () => {
  const { id, email } = await newUser();
  const user = visitor();
  await user.auth.signInWithPassword({ email, password: 'first-password' });
  expect((await user.auth.admin.listUsers()).error?.status).toBe(403);
  expect((await user.auth.admin.deleteUser(id)).error?.status).toBe(403);
  expect((await admin.getUserById(id)).data.user?.id).toBe(id);
});

it('a session refreshes to one of 3600 seconds for the same user', async () => {
  const { email } = await newUser();
  const client = visitor();
  await client.auth.signInWithPassword({ email, password: 'first-password' });
  const { data } = await client.auth.refreshSession();
  expect(data.session?.expires_in).toBe(3600);
  expect((await client.auth.getUser()).data.user?.email).toBe(email);
});

it('the link of a reset mail signs the user in and leads to the requested page', async () => {
  const { email } = await newUser();
  await visitor().auth.resetPasswordForEmail(email, { redirectTo: 'http://localhost:4999/update-password' });
  const messages = (await (await fetch(`${inboxUrl}/api/messages?to=${encodeURIComponent(email)}`)).json()) as { links: string[] }[];
  const link = messages[0]?.links.find((one) => one.startsWith(`${apiUrl}/auth/v1/verify`));
  expect(link).toBeDefined();

  const response = await fetch(link ?? '', { redirect: 'manual' });
  const target = new URL(response.headers.get('location') ?? '');
  expect(target.origin + target.pathname).toBe('http://localhost:4999/update-password');
  const fragment = new URLSearchParams(target.hash.slice(1));
  expect(fragment.get('type')).toBe('recovery');

  const client = visitor();
  await client.auth.setSession({
    access_token: fragment.get('access_token') ?? '',
    refresh_token: fragment.get('refresh_token') ?? '',
  });
  await client.auth.updateUser({ password: 'third-password' });
  expect((await visitor().auth.signInWithPassword({ email, password: 'third-password' })).data.user?.email).toBe(email);
});

it('a reset mail has no link to a page of another machine', async () => {
  const { email } = await newUser();
  await visitor().auth.resetPasswordForEmail(email, { redirectTo: 'https://elsewhere.example/steal' });
  const messages = await (await fetch(`${inboxUrl}/api/messages?to=${encodeURIComponent(email)}`)).text();
  expect(messages).toContain('/auth/v1/verify');
  expect(messages).not.toContain('elsewhere.example');
});

it("a sign-up that the database refuses gets GoTrue's error", async () => {
  const email = address();
  const sql = postgres(dbUrl, { max: 1 });
  try {
    await sql.unsafe(`alter table auth.users add constraint refused_in_test check (email <> '${email}')`);
    const response = await fetch(`${apiUrl}/auth/v1/signup`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'first-password' }),
    });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ code: 500, error_code: 'unexpected_failure', msg: 'Database error saving new user' });
  } finally {
    await sql`alter table auth.users drop constraint if exists refused_in_test`;
    await sql.end();
  }
});
