/**
 * The only place that reads SQLSTATEs, hints and HTTP statuses. Everything else sees an `AppError`.
 */
import { FunctionsFetchError, FunctionsHttpError, FunctionsRelayError, isAuthError } from '@supabase/supabase-js';
import { authMessages, errorMessages, type OwnErrorCode } from '@/lib/error-messages';
import { isRecord } from '@/lib/record';

export type AppErrorKind = 'refusal' | 'network' | 'auth' | 'permission' | 'unexpected';

interface AppErrorInit {
  kind: AppErrorKind;
  /** Stable name for programs: a refusal code of the contract (`SLOT_TAKEN`), or one of `lib/errors.ts`. */
  code: string;
  /** A whole sentence for people. */
  message: string;
  status?: number | undefined;
  details?: Record<string, unknown> | undefined;
  cause?: unknown;
}

/** Every failure the app knows, in one shape. Made by `toAppError`; screens switch on `kind` and `code` only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: AppErrorKind;
  readonly code: string;
  readonly status: number | undefined;
  readonly details: Record<string, unknown>;

  constructor(init: AppErrorInit) {
    super(init.message, { cause: init.cause });
    this.kind = init.kind;
    this.code = init.code;
    this.status = init.status;
    this.details = init.details ?? {};
  }
}

/** As PostgREST, and supabase-js after it, report a failed request. */
interface DatabaseError {
  code: string;
  message: string;
  details: unknown;
  hint: string | null;
}

function readDatabaseError(error: unknown): DatabaseError | null {
  if (!isRecord(error) || typeof error.code !== 'string' || typeof error.message !== 'string') return null;
  const { code, message, details, hint } = error;
  return { code, message, details, hint: typeof hint === 'string' ? hint : null };
}

function own(code: OwnErrorCode, kind: AppErrorKind, cause: unknown, status?: number): AppError {
  return new AppError({ kind, code, message: errorMessages[code], status, cause });
}

/** `detail` of a refusal is JSON text; anything else is not ours and is left out. */
function readDetails(details: unknown): Record<string, unknown> {
  try {
    const value: unknown = typeof details === 'string' ? JSON.parse(details) : details;
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Postgres errors that pass by themselves: connection lost, serialization, deadlock, shutting down. */
const TRANSIENT_SQLSTATE = /^(08|40001|40P01|53300|57P0)/;
const FETCH_FAILURE = /failed to fetch|fetch failed|networkerror|load failed|network request failed/i;

function fromDatabase(error: DatabaseError, cause: unknown): AppError {
  const { code, message, hint } = error;
  const refusal = /^PT(\d{3})$/.exec(code);
  if (refusal?.[1] !== undefined) {
    const status = Number(refusal[1]);
    const details = readDetails(error.details);
    return new AppError({ kind: 'refusal', code: hint || code, message, status, details, cause });
  }
  if (code === '' && FETCH_FAILURE.test(message)) return own('OFFLINE', 'network', cause);
  if (code === '' && /abort/i.test(message)) return own('ABORTED', 'network', cause);
  if (TRANSIENT_SQLSTATE.test(code) || /^PGRST00[0-3]$/.test(code)) return own('TRY_AGAIN', 'network', cause, 503);
  if (code === '57014') return own('TIMEOUT', 'network', cause, 504);
  if (code === 'PGRST301' || code === 'PGRST302' || code === 'PGRST303') return own('SIGNED_OUT', 'auth', cause, 401);
  if (code === '42501') return own('FORBIDDEN', 'permission', cause, 403);
  if (code === 'PGRST116') return own('NOT_FOUND', 'refusal', cause, 404);
  if (code === '23505') return own('DUPLICATE', 'refusal', cause, 409);
  if (code.startsWith('22') || code.startsWith('23')) return own('INVALID_VALUE', 'refusal', cause, 422);
  return own('UNEXPECTED', 'unexpected', cause);
}

function fromAuth(code: string | undefined, status: number | undefined, cause: Error): AppError {
  if (cause.name === 'AuthRetryableFetchError') return own('OFFLINE', 'network', cause, status);
  if (cause.name === 'AuthSessionMissingError' || code === 'session_not_found' || code === 'bad_jwt') {
    return own('SIGNED_OUT', 'auth', cause, 401);
  }
  // Some servers answer without a code; the sentence is then the only clue.
  const known = code ?? (/invalid login credentials/i.test(cause.message) ? 'invalid_credentials' : undefined);
  const message = known === undefined ? undefined : authMessages[known];
  if (known === undefined || message === undefined) {
    return new AppError({ kind: 'auth', code: known ?? 'AUTH', message: errorMessages.UNEXPECTED, status, cause });
  }
  return new AppError({ kind: 'auth', code: known, message, status, cause });
}

/**
 * Turns any value that was thrown or returned as an error into an AppError. Never throws.
 * The answer of an Edge Function must be read first: see `readFunctionError`.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isAuthError(error)) return fromAuth(error.code, error.status, error);
  if (error instanceof FunctionsFetchError || error instanceof FunctionsRelayError) {
    return own('OFFLINE', 'network', error);
  }
  if (error instanceof FunctionsHttpError) return own('UNEXPECTED', 'unexpected', error);
  if (error instanceof DOMException && error.name === 'AbortError') return own('ABORTED', 'network', error);
  if (error instanceof TypeError && FETCH_FAILURE.test(error.message)) return own('OFFLINE', 'network', error);
  const database = readDatabaseError(error);
  return database ? fromDatabase(database, error) : own('UNEXPECTED', 'unexpected', error);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.clone().json();
  } catch {
    return null;
  }
}

/**
 * Reads the body `{ error: { code, message } }` of a failed Edge Function call.
 * 4xx is a refusal with the function's own code; 401 means signed out; 5xx with a code keeps it, as something to retry.
 */
export async function readFunctionError(error: unknown): Promise<AppError> {
  if (!(error instanceof FunctionsHttpError)) return toAppError(error);
  const response: unknown = error.context;
  if (!(response instanceof Response)) return toAppError(error);
  const { status } = response;
  const body = await readJson(response);
  if (status === 401) return own('SIGNED_OUT', 'auth', error, status);
  const said = isRecord(body) && isRecord(body.error) ? body.error : {};
  if (typeof said.code !== 'string' || typeof said.message !== 'string') {
    return status >= 502 ? own('TRY_AGAIN', 'network', error, status) : own('UNEXPECTED', 'unexpected', error, status);
  }
  const kind: AppErrorKind = status >= 500 ? 'network' : status === 403 ? 'permission' : 'refusal';
  const { code, message } = said;
  return new AppError({ kind, code, message, status, details: readDetails(said.details), cause: error });
}

/** Whether trying the same thing again, unchanged, may succeed. Refusals never do. */
export function isRetryable(error: unknown): boolean {
  const { kind, code } = toAppError(error);
  return kind === 'network' && code !== 'ABORTED';
}
