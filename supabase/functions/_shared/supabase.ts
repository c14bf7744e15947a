import { createClient } from '@supabase/supabase-js';
import type { SupabaseClient } from '@supabase/supabase-js';

const auth = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };

/** A client that acts as the caller: publishable key and the caller's own token, so row level security applies. */
export function createCallerClient(env: { SUPABASE_URL: string; SUPABASE_ANON_KEY: string }, token: string): SupabaseClient {
  return createClient(env.SUPABASE_URL, env.SUPABASE_ANON_KEY, {
    auth,
    global: { headers: { Authorization: `Bearer ${token}` } },
  });
}

/** A client that acts as the service role. Only for the functions in `payments-db.ts`. */
export function createAdminClient(env: { SUPABASE_URL: string; SUPABASE_SERVICE_ROLE_KEY: string }): SupabaseClient {
  return createClient(env.SUPABASE_URL, env.SUPABASE_SERVICE_ROLE_KEY, { auth });
}
