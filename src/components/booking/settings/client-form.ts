import { z } from 'zod';
import type { ClientProfile } from '@/data/clients/client';
import { clientPatchSchema, type ClientPatch } from '@/data/clients/use-update-client-profile';
import { firstMessages } from './first-messages';
import type { FieldErrors } from '@/lib/use-edit-form';

/** A client's settings as the fields hold them. */
export type ClientForm = Omit<ClientProfile, 'id' | 'email'>;

export function clientForm(profile: ClientProfile): ClientForm {
  const { fullName, phone, timeZone, timeFormat, emailReminders } = profile;
  return { fullName, phone, timeZone, timeFormat, emailReminders };
}

/** The patch to save, or the first problem of each field, by the same schema that the save itself uses. */
export function checkClientForm(values: ClientForm): { ok: true; patch: ClientPatch } | { ok: false; errors: FieldErrors<ClientForm> } {
  const parsed = clientPatchSchema.safeParse(values);
  if (parsed.success) return { ok: true, patch: parsed.data };
  return { ok: false, errors: firstMessages(z.flattenError(parsed.error).fieldErrors) };
}
