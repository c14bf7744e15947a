import type { Sql, TransactionSql } from 'postgres';

/** The part of a verified access token that Realtime reads. The policies get all of its claims. */
export interface Claims {
  sub?: string | undefined;
  role?: string | undefined;
  /** Seconds since 1970 (RFC 7519). Absent: does not expire, as for the project's own keys. */
  exp?: number | undefined;
}

/** `temporary`: the database could not be asked, and the client should try again. */
export type Verdict = { allowed: true } | { allowed: false; reason: string; temporary?: true };

const ROLES = new Set(['anon', 'authenticated', 'service_role']);

/** Rolls a transaction back and carries its result out. */
class Outcome extends Error {
  constructor(readonly verdict: Verdict) {
    super('rolled back on purpose');
  }
}

/**
 * Asks the database whether the caller may listen to a private topic, as Supabase does: inserts a message with the topic,
 * switches to the caller's role, and checks whether the policies on `realtime.messages` show it. Rolled back, so nothing
 * is sent or stored.
 */
export function mayRead(sql: Sql, topic: string, claims: Claims): Promise<Verdict> {
  return asCaller(sql, topic, claims, 'read from', async (tx, becomeCaller) => {
    const [probe] = await tx<{ id: string }[]>`
      insert into realtime.messages (topic, extension, event, private)
      values (${topic}, 'broadcast', 'authorization', true) returning id`;
    await becomeCaller();
    const seen = await tx`select 1 from realtime.messages where id = ${probe?.id ?? ''}`;
    return seen.length > 0;
  });
}

/** Asks the database whether the caller may send to a private topic: an insert that is rolled back. */
export function mayWrite(sql: Sql, topic: string, claims: Claims): Promise<Verdict> {
  return asCaller(sql, topic, claims, 'write to', async (tx, becomeCaller) => {
    await becomeCaller();
    await tx`insert into realtime.messages (topic, extension, event, private)
             values (${topic}, 'broadcast', 'authorization', true)`;
    return true;
  });
}

async function asCaller(
  sql: Sql,
  topic: string,
  claims: Claims,
  action: string,
  ask: (tx: TransactionSql, becomeCaller: () => Promise<void>) => Promise<boolean>,
): Promise<Verdict> {
  const role = claims.role ?? '';
  const refusal = {
    allowed: false,
    reason: `Unauthorized: You do not have permissions to ${action} this Channel topic: ${topic}`,
  } as const;
  if (!ROLES.has(role)) return refusal;
  try {
    await sql.begin(async (tx) => {
      const allowed = await ask(tx, async () => {
        await tx`
          select set_config('role', ${role}, true),
                 set_config('statement_timeout', '3s', true),
                 set_config('realtime.topic', ${topic}, true),
                 set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
                 set_config('request.jwt.claim.sub', ${claims.sub ?? ''}, true),
                 set_config('request.jwt.claim.role', ${role}, true)`;
      });
      throw new Outcome(allowed ? { allowed: true } : refusal);
    });
    return refusal;
  } catch (error) {
    if (error instanceof Outcome) return error.verdict;
    // A policy that raises an error (a topic that is not a uuid, say) refuses, and so does a missing grant.
    if (isRefusedByDatabase(error)) return refusal;
    return { allowed: false, temporary: true, reason: 'DatabaseUnavailable: the database did not answer, try again' };
  }
}

/** SQLSTATE classes 22 (data), 42 (access rule), P0 and PT (raised): the database answered, so the connection was not lost. */
function isRefusedByDatabase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(22|42|P0|PT)/.test(String(error.code));
}
