import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import type { SignInInput } from './schemas';

/** Signs in with what `signInSchema` let through. Throws AppError (`invalid_credentials`, `email_not_confirmed`, network). */
export async function signIn(input: SignInInput): Promise<void> {
  const { error } = await supabase.auth.signInWithPassword(input);
  if (error) throw toAppError(error);
}
