import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';

/** Sends a link for choosing a new password, if that address has an account; never says whether it does. Throws AppError. */
export async function sendReset(email: string): Promise<void> {
  const { error } = await supabase.auth.resetPasswordForEmail(email, {
    redirectTo: `${window.location.origin}/update-password`,
  });
  if (error) throw toAppError(error);
}

/** Sets the signed-in user's password. Throws AppError (`same_password`, `weak_password`, SIGNED_OUT). */
export async function updatePassword(password: string): Promise<void> {
  const { error } = await supabase.auth.updateUser({ password });
  if (error) throw toAppError(error);
}
