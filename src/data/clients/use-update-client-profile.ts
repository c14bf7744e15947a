import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { authKeys } from '@/data/auth/keys';
import { onlyGiven } from '@/data/only-given';
import { parseInput } from '@/data/parse-input';
import { isTimeZone } from '@/domain/time-zone';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { CLIENT_COLUMNS, TIME_FORMATS, toClient } from './client';
import type { ClientProfile } from './client';
import { clientKeys } from './keys';

/** What a client may change about themselves. */
export const clientFields = z.object({
  fullName: z.string().trim().min(1, 'Your name is needed.').max(120, 'At most 120 characters.'),
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+(). -]{0,40}$/, 'Use digits, spaces and + ( ) . - only.'),
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone from the list.'),
  timeFormat: z.enum(TIME_FORMATS),
  emailReminders: z.boolean(),
});
/** Every field optional: what is not given stays. */
export const clientPatchSchema = clientFields.partial();
export type ClientPatch = z.infer<typeof clientPatchSchema>;

/** Changes the caller's own profile and answers with the whole of it. Throws AppError. */
export async function updateClientProfile(patch: ClientPatch): Promise<ClientProfile> {
  const fields = parseInput(clientPatchSchema, patch);
  const { data: auth } = await supabase.auth.getSession();
  const { fullName, phone, timeZone, timeFormat, emailReminders } = fields;
  const { data, error } = await supabase
    .from('client_profiles')
    .update(onlyGiven({ full_name: fullName, phone, time_zone: timeZone, time_format: timeFormat, email_reminders: emailReminders }))
    .eq('id', auth.session?.user.id ?? '')
    .select(CLIENT_COLUMNS)
    .single();
  if (error) throw toAppError(error);
  return toClient(data);
}

/** Saves parts of the own profile. */
export function useUpdateClientProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: updateClientProfile,
    onSuccess: (profile) => {
      queryClient.setQueryData(clientKeys.own(profile.id), profile);
      return queryClient.invalidateQueries({ queryKey: authKeys.identity(profile.id) });
    },
  });
}
