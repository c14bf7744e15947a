import type { FunctionError } from './contracts.ts';

/** A refusal that the caller may read. Everything else that is thrown becomes a 500 without detail. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

export function errorResponse(error: HttpError, headers: Record<string, string> = {}): Response {
  const body: FunctionError = { error: { code: error.code, message: error.message } };
  return json(error.status, body, headers);
}

/**
 * Runs a handler for POST requests. Refusals become `{ error: { code, message } }`; anything unexpected is logged here
 * and answered without stack or SQL.
 */
export async function answerPost(request: Request, headers: Record<string, string>, handle: () => Promise<Response>): Promise<Response> {
  try {
    if (request.method !== 'POST') {
      return errorResponse(new HttpError(405, 'METHOD_NOT_ALLOWED', 'This address takes POST only.'), {
        ...headers,
        allow: 'POST',
      });
    }
    return await handle();
  } catch (error) {
    if (error instanceof HttpError) return errorResponse(error, headers);
    logError('unexpected', error);
    const message = 'Something went wrong on our side. Nothing was lost; please try again.';
    return errorResponse(new HttpError(500, 'INTERNAL', message), headers);
  }
}

/** One line for the function's log. Only the error's name and message: bodies may hold personal data. */
export function logError(where: string, error: unknown): void {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  console.error(JSON.stringify({ level: 'error', where, what }));
}

/**
 * The body's exact text. Counts while reading, so a body that lies about its length is refused too.
 * @throws HttpError 413
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = new HttpError(413, 'BODY_TOO_LARGE', 'The request is too large.');
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge;
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let [text, size] = ['', 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** @throws HttpError 400 when the body is not JSON */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readBody(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'INVALID_REQUEST', 'The request body is not JSON.');
  }
}

/** The token of `Authorization: Bearer TOKEN`, or null. */
export function bearerToken(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}
