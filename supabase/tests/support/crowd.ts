import { createHmac, randomUUID } from 'node:crypto';

import { createClient } from '@supabase/supabase-js';
import { inject } from 'vitest';

import type { Database } from '../../../src/types/database.ts';
import { JWT_SECRET } from '../../local/base/config.ts';

import type { Client, Person } from './people.ts';
import { database } from './sql.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token as Auth signs them, good for an hour. */
function tokenFor(userId: string): string {
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({
    sub: userId,
    role: 'authenticated',
    aud: 'authenticated',
    exp: Math.floor(Date.now() / 1000) + 3600,
  })}`;
  return `${body}.${createHmac('sha256', JWT_SECRET).update(body).digest('base64url')}`;
}

function signedIn(userId: string): Client {
  const token = tokenFor(userId);
  return createClient<Database>(inject('stack').apiUrl, inject('stack').publishableKey, { accessToken: () => Promise.resolve(token) });
}

/** Many clients at once, without the price of hashing a password for each: for races. */
export async function crowdOfClients(size: number): Promise<Person[]> {
  const people = Array.from({ length: size }, (_, index) => ({ id: randomUUID(), name: `Client ${index + 1}` }));
  const rows = people.map(({ id, name }) => ({
    id,
    email: `${id}@crowd.test`,
    raw_user_meta_data: JSON.stringify({ role: 'client', full_name: name }),
  }));
  await database()`insert into auth.users ${database()(rows)}`;
  return people.map(({ id, name }) => ({ id, name, email: `${id}@crowd.test`, api: signedIn(id) }));
}
