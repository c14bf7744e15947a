/** A row of auth.users, as far as the admin API shows it. */
export interface UserRow {
  id: string;
  aud: string | null;
  role: string | null;
  email: string | null;
  phone: string | null;
  confirmed_at: Date | null;
  email_confirmed_at: Date | null;
  last_sign_in_at: Date | null;
  banned_until: Date | null;
  raw_app_meta_data: unknown;
  raw_user_meta_data: unknown;
  is_anonymous: boolean;
  created_at: Date;
  updated_at: Date;
}

interface UserChanges {
  email?: string;
  password?: string;
  confirmed?: boolean;
  role?: string;
  userMetadata: Record<string, unknown>;
  appMetadata: Record<string, unknown>;
  /** Null lifts a ban. */
  bannedUntil?: Date | null;
}

const HOURS_BY_UNIT: Record<string, number> = { h: 1, m: 1 / 60, s: 1 / 3600 };

function document(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}

/** Reads GoTrue's `ban_duration` ("24h", "30m", "none"); undefined when it is none of these. */
function banEnd(duration: string): Date | null | undefined {
  if (duration === 'none') return null;
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([hms])$/.exec(duration) ?? [];
  const hours = HOURS_BY_UNIT[unit];
  return amount && hours ? new Date(Date.now() + Number(amount) * hours * 3_600_000) : undefined;
}

/** What a request body of the admin API asks for, or the sentence that refuses it. */
export function adminUserChanges(body: Record<string, unknown>): UserChanges | { refusal: string } {
  const changes: UserChanges = {
    userMetadata: document(body.user_metadata),
    appMetadata: document(body.app_metadata),
  };
  if (typeof body.email === 'string') {
    if (!/^[^\s@]+@[^\s@]+$/.test(body.email)) return { refusal: 'Unable to validate email address: invalid format' };
    changes.email = body.email.toLowerCase();
  }
  if (typeof body.password === 'string') {
    // bcrypt reads no more than 72 bytes.
    if (Buffer.byteLength(body.password) > 72) return { refusal: 'Password cannot be longer than 72 characters' };
    changes.password = body.password;
  }
  if (typeof body.role === 'string') changes.role = body.role;
  if (typeof body.email_confirm === 'boolean') changes.confirmed = body.email_confirm;
  if (typeof body.ban_duration === 'string') {
    const end = banEnd(body.ban_duration);
    if (end === undefined) return { refusal: 'invalid format for ban duration' };
    changes.bannedUntil = end;
  }
  return changes;
}

/** A user as GoTrue's admin API shows it. */
export function toUserResponse(row: UserRow, identities: readonly Record<string, unknown>[]): Record<string, unknown> {
  return {
    id: row.id,
    aud: row.aud ?? 'authenticated',
    role: row.role ?? 'authenticated',
    email: row.email ?? '',
    phone: row.phone ?? '',
    ...(row.email_confirmed_at ? { email_confirmed_at: row.email_confirmed_at } : {}),
    ...(row.confirmed_at ? { confirmed_at: row.confirmed_at } : {}),
    ...(row.last_sign_in_at ? { last_sign_in_at: row.last_sign_in_at } : {}),
    ...(row.banned_until ? { banned_until: row.banned_until } : {}),
    app_metadata: row.raw_app_meta_data ?? {},
    user_metadata: row.raw_user_meta_data ?? {},
    identities: identities.map((identity) => ({ ...identity, identity_id: identity.id, id: identity.provider_id })),
    created_at: row.created_at,
    updated_at: row.updated_at,
    is_anonymous: row.is_anonymous,
  };
}
