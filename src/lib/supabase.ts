import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import { fetchOrTakeEarly } from '@/lib/first-load/early-answers';
import type { AppDatabase } from '@/types/app-database';

/**
 * The one Supabase client of the app. Only `data/`, `lib/` and the AuthProvider may import it; lint says so.
 * Realtime authorises with the signed-in user's token, which the client passes on by itself.
 */
export const supabase = createClient<AppDatabase>(env.supabaseUrl, env.supabaseAnonKey, {
  auth: {
    persistSession: true,
    autoRefreshToken: true,
    detectSessionInUrl: true,
    storageKey: 'peer-care-connect-auth',
  },
  global: { fetch: fetchOrTakeEarly },
});
