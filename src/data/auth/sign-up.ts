import { AppError, toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import type { SignUpInput } from './schemas';

export interface SignUpResult {
  /** True when the server wants the address confirmed first: the person is not signed in yet. */
  needsConfirmation: boolean;
}

/**
 * Makes an account from what `signUpSchema` let through; a database trigger makes its profile from `data`. `next` is the in-app path to return to.
 * Throws AppError (`user_already_exists`, `weak_password`, network).
 */
export async function signUp(input: SignUpInput, next: string): Promise<SignUpResult> {
  const { email, password, role, fullName, timeZone } = input;
  const { data, error } = await supabase.auth.signUp({
    email,
    password,
    options: {
      data: { role, full_name: fullName, time_zone: timeZone },
      emailRedirectTo: `${window.location.origin}/sign-in?next=${encodeURIComponent(next)}`,
    },
  });
  if (error) throw toAppError(error);
  // With confirmation on, Supabase hides that an address is taken behind a user without identities.
  if (!data.session && data.user?.identities?.length === 0) {
    throw new AppError({
      kind: 'auth',
      code: 'user_already_exists',
      message: 'There is already an account with this email. Sign in instead.',
    });
  }
  return { needsConfirmation: data.session === null };
}
