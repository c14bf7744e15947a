import { z } from 'zod';

/** Every secret key of this project: the classic variable and hosted Supabase's JSON object of named keys. */
export function secretKeysOf(env: { SUPABASE_SERVICE_ROLE_KEY: string; SUPABASE_SECRET_KEYS?: string | undefined }): string[] {
  const keys = new Set([env.SUPABASE_SERVICE_ROLE_KEY]);
  if (env.SUPABASE_SECRET_KEYS) {
    const named = z.record(z.string(), z.string().min(1)).parse(JSON.parse(env.SUPABASE_SECRET_KEYS));
    for (const key of Object.values(named)) keys.add(key);
  }
  return [...keys];
}

/** Whether `candidate` is one of `secrets`, in a time that tells nothing about where they differ. */
export async function isOneOf(candidate: string, secrets: string[]): Promise<boolean> {
  const shown = await digest(candidate);
  let found = false;
  for (const secret of secrets) {
    const expected = await digest(secret);
    let difference = 0;
    for (let index = 0; index < expected.length; index += 1) difference |= (expected[index] ?? 0) ^ (shown[index] ?? 0);
    found = difference === 0 || found;
  }
  return found;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
