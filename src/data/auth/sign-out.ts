import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';

/** Signs out on this device. Throws AppError when the server could not be told; the browser forgets the session anyway. */
export async function signOut(): Promise<void> {
  const { error } = await supabase.auth.signOut({ scope: 'local' });
  if (error) throw toAppError(error);
}
