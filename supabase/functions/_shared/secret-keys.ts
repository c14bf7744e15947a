import { createHash, timingSafeEqual } from 'node:crypto';
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

/** Whether `candidate` is one of `keys`. Takes the same time wherever the two differ, and whichever key matches. */
export function isSecretKey(candidate: string, keys: string[]): boolean {
  const given = digest(candidate);
  return keys.map((key) => timingSafeEqual(digest(key), given)).includes(true);
}

/** `timingSafeEqual` compares equal lengths only, and the length of a key is part of the secret. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
