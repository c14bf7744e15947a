import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { signInSchema, type SignInInput } from './schemas';

/** Signs in with email and password. Throws AppError (`invalid_credentials`, `email_not_confirmed`, network). */
export async function signIn(input: SignInInput): Promise<void> {
  const { error } = await supabase.auth.signInWithPassword(signInSchema.parse(input));
  if (error) throw toAppError(error);
}
