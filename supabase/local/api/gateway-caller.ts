import type { IncomingMessage } from 'node:http';

import { PUBLISHABLE_KEY, SECRET_KEY } from '../base/config.ts';
import { checkAccessToken } from './tokens.ts';
import type { Claims } from './tokens.ts';

interface Refused {
  reason: 'key' | 'token';
  status: 401;
  refusal: Record<string, unknown>;
  headers: Record<string, string>;
}

export type Caller = { claims: Claims } | Refused;

const ROLE_OF_KEY: Record<string, string> = { [PUBLISHABLE_KEY]: 'anon', [SECRET_KEY]: 'service_role' };

const TOKEN_PROBLEMS = {
  malformed: { code: 'PGRST301', message: 'Expected 3 parts in JWT; got something else' },
  forged: { code: 'PGRST301', message: 'No suitable key or wrong key type' },
  expired: { code: 'PGRST303', message: 'JWT expired' },
};

function wrongKey(message: string, hint: string, code: string): Refused {
  return { reason: 'key', status: 401, refusal: { message, hint }, headers: { 'sb-error-code': code } };
}

/**
 * Who calls: the publishable key is `anon`, the secret key `service_role`, and a valid access token beside either of them
 * is its user. Refusals have Supabase's own status and body.
 */
export function authenticate(req: IncomingMessage, url: URL): Caller {
  const header = req.headers.apikey;
  const key = (Array.isArray(header) ? header[0] : header) ?? url.searchParams.get('apikey');
  if (!key) {
    return wrongKey('No API key found in request', 'No `apikey` request header or url param was found.', 'UNAUTHORIZED_MISSING_API_KEY');
  }
  const role = ROLE_OF_KEY[key];
  if (!role) return wrongKey('Invalid API key', 'Double check your Supabase `apikey`', 'UNAUTHORIZED_INVALID_API_KEY');

  const [, token] = /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '') ?? [];
  // Before sign-in supabase-js sends the key as the token too.
  if (!token || token.startsWith('sb_')) return { claims: { role } };
  const checked = checkAccessToken(token);
  if ('claims' in checked) return checked;
  return {
    reason: 'token',
    status: 401,
    refusal: { ...TOKEN_PROBLEMS[checked.problem], details: null, hint: null },
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  };
}
