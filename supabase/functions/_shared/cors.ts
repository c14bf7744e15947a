import { HttpError } from './http.ts';

/**
 * Decides which pages may call a function. `list` is ALLOWED_ORIGINS: exact origins separated by commas, of which a
 * port may be `*`.
 */
export function createCors(list: string): {
  /** Headers for an answer to this request. @throws HttpError 403 for a page that is not listed */
  headersFor: (request: Request) => Record<string, string>;
  /** The answer to a preflight request, or null for any other request. */
  preflight: (request: Request) => Response | null;
} {
  const allowed = list
    .split(',')
    .map((origin) => origin.trim().replace(/\/$/, ''))
    .filter(Boolean);

  const isAllowed = (origin: string): boolean =>
    allowed.some((one) =>
      one.endsWith(':*') ? /^:\d+$/.test(origin.slice(one.length - 2)) && origin.startsWith(one.slice(0, -2)) : one === origin,
    );

  const headersFor = (request: Request): Record<string, string> => {
    const origin = request.headers.get('origin');
    // Not a browser page: nothing to allow.
    if (origin === null) return {};
    if (!isAllowed(origin)) throw new HttpError(403, 'ORIGIN_NOT_ALLOWED', 'This page may not call this function.');
    return { 'access-control-allow-origin': origin, vary: 'origin' };
  };

  const preflight = (request: Request): Response | null => {
    if (request.method !== 'OPTIONS') return null;
    return new Response(null, {
      status: 204,
      headers: {
        ...headersFor(request),
        'access-control-allow-methods': 'POST, OPTIONS',
        'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info, x-supabase-api-version',
        'access-control-max-age': '600',
      },
    });
  };

  return { headersFor, preflight };
}
