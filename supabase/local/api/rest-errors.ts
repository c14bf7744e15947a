import postgres from 'postgres';

/** PostgREST's error body. */
interface RestError {
  code: string;
  message: string;
  details: string | null;
  hint: string | null;
}

const STATUS_BY_CODE: Record<string, number> = {
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '53400': 500,
  '57P01': 503,
  P0001: 400,
};

const STATUS_BY_CLASS: Record<string, number> = {
  '08': 503, '09': 500, '0L': 403, '0P': 403,
  '25': 500, '28': 403, '2D': 500,
  '38': 500, '39': 500, '3B': 500,
  '40': 500, '53': 503, '54': 500, '55': 500, '57': 500, '58': 500,
  F0: 500, HV: 500, P0: 500, XX: 500,
}; // prettier-ignore

/**
 * The HTTP status PostgREST gives an error of the database.
 * Source: https://docs.postgrest.org/en/v14/references/errors.html (23P01, too, is a 400 there).
 */
function statusOfSqlState(code: string, role: string): number {
  const custom = /^PT(\d{3})$/.exec(code);
  if (custom) {
    const status = Number(custom[1]);
    return status >= 200 && status <= 599 ? status : 500;
  }
  if (code === '42501') return role === 'anon' ? 401 : 403;
  return STATUS_BY_CODE[code] ?? STATUS_BY_CLASS[code.slice(0, 2)] ?? 400;
}

export function restErrorResponse(status: number, error: RestError): Response {
  return new Response(JSON.stringify(error), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
  });
}

const UNREACHABLE = /^(CONNECTION_|CONNECT_|ECONN|EPIPE|57P0[1-3])/;

/** PostgREST's answer to an error from the database or from the way to it; null for any other error. */
export function databaseErrorResponse(error: unknown, role: string): Response | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNREACHABLE.test(code)) {
    return restErrorResponse(503, {
      code: 'PGRST001',
      message: 'Database connection error. Retrying the connection.',
      details: error instanceof Error ? error.message : null,
      hint: null,
    });
  }
  // `PGRST` carries its whole answer in the message; Lite knows how to read it.
  if (!(error instanceof postgres.PostgresError) || code === 'PGRST') return null;
  return restErrorResponse(statusOfSqlState(code, role), {
    code,
    message: error.message,
    details: error.detail ?? null,
    hint: error.hint ?? null,
  });
}
