import postgres from 'postgres';

import { adminUserChanges, toUserResponse } from './auth-admin-user.ts';
import type { UserRow } from './auth-admin-user.ts';
import { messageOf } from '../base/stack-error.ts';

export interface AuthAdmin {
  /** Answers /auth/v1/admin/users…, for callers the gateway has found to hold the secret key. */
  fetch: (request: Request) => Promise<Response>;
  stop: () => Promise<void>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_PER_PAGE = 1000;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** GoTrue's error body. */
const problem = (code: number, error_code: string, msg: string) => json(code, { code, error_code, msg });
const notFound = () => problem(404, 'user_not_found', 'User not found');

/** The part of GoTrue's admin API that `supabase.auth.admin` needs for users, which Lite has not. */
export function startAuthAdmin(ownerUrl: string, bcryptCost: number): AuthAdmin {
  const sql = postgres(ownerUrl, { max: 3, connect_timeout: 5, onnotice: () => undefined, connection: { application_name: 'auth-admin' } });

  const find = async (id: string) => {
    const [row] = await sql<UserRow[]>`select * from auth.users where id = ${id}`;
    return row;
  };
  const respond = async (row: UserRow) => {
    const identities = await sql`select * from auth.identities where user_id = ${row.id} order by created_at`;
    return toUserResponse(row, identities);
  };

  const list = async (url: URL) => {
    const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
    const perPage = Math.min(MAX_PER_PAGE, Math.max(1, Number(url.searchParams.get('per_page')) || 50));
    const rows = await sql<(UserRow & { total: string })[]>`
      select *, count(*) over () as total from auth.users
      order by created_at desc, id limit ${perPage} offset ${(page - 1) * perPage}`;
    const total = rows[0] ? Number(rows[0].total) : 0;
    const last = Math.max(1, Math.ceil(total / perPage));
    const link = [...(page < last ? [[page + 1, 'next']] : []), [last, 'last']]
      .map(([number, rel]) => `<${url.pathname}?page=${number}&per_page=${perPage}>; rel="${rel}"`)
      .join(', ');
    return json(200, { users: await Promise.all(rows.map(respond)), aud: 'authenticated' }, { 'x-total-count': String(total), link });
  };

  const create = async (body: Record<string, unknown>) => {
    const changes = adminUserChanges(body);
    if ('refusal' in changes) return problem(422, 'validation_failed', changes.refusal);
    const { email, password, confirmed, userMetadata, appMetadata, role, bannedUntil } = changes;
    if (!email) return problem(400, 'validation_failed', 'Cannot create a user without an email');
    const [taken] = await sql`select 1 from auth.users where email = ${email}`;
    if (taken) return problem(422, 'email_exists', 'A user with this email address has already been registered');

    const row = await sql.begin(async (tx) => {
      const metadata = { ...userMetadata, email_verified: true };
      const app = { provider: 'email', providers: ['email'], ...appMetadata };
      const [created] = await tx<UserRow[]>`
        insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at,
                                raw_user_meta_data, raw_app_meta_data, banned_until, created_at, updated_at)
        values (${typeof body.id === 'string' ? body.id : crypto.randomUUID()}, 'authenticated', ${role ?? 'authenticated'}, ${email},
                extensions.crypt(${password ?? crypto.randomUUID()}, extensions.gen_salt('bf', ${bcryptCost})),
                ${confirmed ? new Date() : null}, ${JSON.stringify(metadata)}::text::jsonb, ${JSON.stringify(app)}::text::jsonb, ${bannedUntil ?? null}, now(), now())
        returning *`;
      if (!created) throw new Error('the user was not written');
      const identity = { sub: created.id, email, email_verified: confirmed === true, phone_verified: false };
      await tx`
        insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at)
        values (${crypto.randomUUID()}, 'email', ${created.id}, ${created.id}, ${JSON.stringify(identity)}::text::jsonb, now())`;
      return created;
    });
    return json(200, await respond(row));
  };

  const update = async (id: string, body: Record<string, unknown>) => {
    const row = await find(id);
    if (!row) return notFound();
    const changes = adminUserChanges(body);
    if ('refusal' in changes) return problem(422, 'validation_failed', changes.refusal);
    const { email, password, confirmed, userMetadata, appMetadata, role, bannedUntil } = changes;
    const updated = await sql.begin(async (tx) => {
      if (email && email !== row.email) {
        await tx`update auth.users set email = ${email} where id = ${id}`;
        await tx`update auth.identities set identity_data = identity_data || ${JSON.stringify({ email })}::text::jsonb where user_id = ${id} and provider = 'email'`;
      }
      if (password) {
        await tx`update auth.users set encrypted_password = extensions.crypt(${password}, extensions.gen_salt('bf', ${bcryptCost})) where id = ${id}`;
      }
      if (confirmed) await tx`update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()) where id = ${id}`;
      if (bannedUntil !== undefined) await tx`update auth.users set banned_until = ${bannedUntil} where id = ${id}`;
      const [changed] = await tx<UserRow[]>`
        update auth.users
        set raw_user_meta_data = raw_user_meta_data || ${JSON.stringify(userMetadata)}::text::jsonb,
            raw_app_meta_data = raw_app_meta_data || ${JSON.stringify(appMetadata)}::text::jsonb,
            role = coalesce(${role ?? null}, role), updated_at = now()
        where id = ${id} returning *`;
      return changed;
    });
    return updated ? json(200, await respond(updated)) : notFound();
  };

  const route = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const [resource, id, ...rest] = url.pathname.replace('/auth/v1/admin/', '').split('/').filter(Boolean);
    if (resource !== 'users' || rest.length > 0) {
      return problem(404, 'not_found', 'The embedded stack has only /auth/v1/admin/users of the admin API');
    }
    const body = async () => {
      const value: unknown = await request.json().catch(() => null);
      return value !== null && typeof value === 'object' ? { ...value } : {};
    };
    if (id === undefined) {
      if (request.method === 'GET') return list(url);
      if (request.method === 'POST') return create(await body());
    } else if (!UUID.test(id)) {
      return problem(400, 'validation_failed', 'user_id must be an UUID');
    } else if (request.method === 'GET') {
      const row = await find(id);
      return row ? json(200, await respond(row)) : notFound();
    } else if (request.method === 'PUT') {
      return update(id, await body());
    } else if (request.method === 'DELETE') {
      const [deleted] = await sql`delete from auth.users where id = ${id} returning id`;
      return deleted ? json(200, {}) : notFound();
    }
    return new Response(null, { status: 405 });
  };

  return {
    fetch: async (request) => {
      try {
        return await route(request);
      } catch (error) {
        return problem(500, 'unexpected_failure', `Database error: ${messageOf(error)}`);
      }
    },
    stop: () => sql.end({ timeout: 1 }),
  };
}
