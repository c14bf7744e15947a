import type { Session } from '@supabase/supabase-js';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { identityOptions } from '@/data/auth/identity';
import { sendReset, updatePassword } from '@/data/auth/passwords';
import { signIn } from '@/data/auth/sign-in';
import { signOut } from '@/data/auth/sign-out';
import { signUp } from '@/data/auth/sign-up';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { AuthContext, type Auth } from './auth-context';

/** `undefined` until the stored session has been read. */
function useSession(onChangeOfUser: () => void): Session | null | undefined {
  const [session, setSession] = useState<Session | null>();
  const userId = useRef<string | null>(null);
  useEffect(() => {
    // The first event, INITIAL_SESSION, comes at once; no separate getSession is needed.
    const { data } = supabase.auth.onAuthStateChange((_event, next) => {
      const nextId = next?.user.id ?? null;
      if (userId.current !== null && userId.current !== nextId) onChangeOfUser();
      userId.current = nextId;
      setSession(next);
    });
    return () => data.subscription.unsubscribe();
  }, [onChangeOfUser]);
  return session;
}

/** Keeps the session and says who it belongs to. Wraps the whole app, inside QueryClientProvider. */
export function AuthProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const forget = useMemo(() => () => queryClient.clear(), [queryClient]);
  // What one person fetched is never shown to the next.
  const session = useSession(forget);
  const userId = session?.user.id;
  const { data, error, refetch } = useQuery({ ...identityOptions(userId ?? ''), enabled: userId !== undefined });

  const auth = useMemo<Auth>(() => {
    const known = session === null || data !== undefined || error !== null;
    return {
      status: session === undefined || !known ? 'loading' : session === null ? 'signed_out' : 'signed_in',
      session: session ?? null,
      user: session?.user ?? null,
      role: (session && data?.role) ?? null,
      profile: (session && data?.profile) ?? null,
      identityError: session && error && !data ? toAppError(error) : null,
      retry: () => void refetch(),
      signIn,
      signUp,
      signOut,
      sendReset,
      updatePassword,
    };
  }, [session, data, error, refetch]);

  return <AuthContext value={auth}>{children}</AuthContext>;
}
