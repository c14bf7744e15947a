import { createHmac, timingSafeEqual } from 'node:crypto';

import { JWT_SECRET } from '../base/config.ts';

/** What a valid access token says. `role` is always there; a signed-in user's also has `sub` and `exp`. */
export interface Claims {
  role: string;
  sub?: string;
  exp?: number;
  [claim: string]: unknown;
}

export type TokenCheck = { claims: Claims } | { problem: 'malformed' | 'forged' | 'expired' };

const ROLES = new Set(['anon', 'authenticated', 'service_role']);

function decodePart(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Checks an access token's signature and expiry, and says what is wrong with a bad one. */
export function checkAccessToken(token: string, nowSeconds = Date.now() / 1000): TokenCheck {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  const header = decodePart(head);
  const payload = decodePart(body);
  if (rest.length > 0 || !header || !payload || header.alg !== 'HS256') return { problem: 'malformed' };

  const expected = createHmac('sha256', JWT_SECRET).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { problem: 'forged' };

  const { exp, sub, role } = payload;
  if (typeof exp === 'number' && exp <= nowSeconds) return { problem: 'expired' };
  if (typeof role !== 'string' || !ROLES.has(role)) return { problem: 'malformed' };
  return {
    claims: {
      ...payload,
      role,
      ...(typeof sub === 'string' ? { sub } : {}),
      ...(typeof exp === 'number' ? { exp } : {}),
    },
  };
}

/** The claims of a valid access token of this stack; null for one that is forged, malformed or expired. */
export async function verifyAccessToken(token: string): Promise<Claims | null> {
  const result = checkAccessToken(token);
  return 'claims' in result ? result.claims : null;
}
