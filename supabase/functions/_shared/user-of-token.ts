import { isAuthRetryableFetchError } from '@supabase/supabase-js';
import type { SupabaseClient } from '@supabase/supabase-js';
import { HttpError } from './http.ts';

/**
 * Asks Auth whose token this is. Auth knows of sign-outs and deleted users; the signature of a token does not tell.
 * @returns null when the token is not valid
 * @throws HttpError 503 when Auth cannot be asked
 */
export async function userOfToken(caller: SupabaseClient, token: string): Promise<{ id: string } | null> {
  const { data, error } = await caller.auth.getUser(token);
  if (!error) return { id: data.user.id };
  if (isAuthRetryableFetchError(error) || (error.status ?? 0) >= 500) {
    throw new HttpError(503, 'AUTH_UNAVAILABLE', 'We cannot check your sign-in right now. Please try again in a moment.');
  }
  return null;
}
