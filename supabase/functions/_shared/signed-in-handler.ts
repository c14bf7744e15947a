import type { z } from 'zod';
import type { createCors } from './cors.ts';
import { HttpError, answerPost, bearerToken, errorResponse, json, readJson } from './http.ts';

const MAX_BODY_BYTES = 4096;

/** What every function that a signed-in person's browser calls needs. */
export type SignedInDependencies = {
  cors: ReturnType<typeof createCors>;
  /** The user a token belongs to, or null when the token is not valid (any more). */
  userOf: (token: string) => Promise<{ id: string } | null>;
};

/** A checked call: who sent it, and its body. */
export type SignedInCall<Body> = { user: { id: string }; token: string; body: Body };

/**
 * A handler for POST requests that a signed-in person sends from a listed page. Checks preflight, origin, token and body
 * in this order and refuses each with its own code. What `answer` returns is sent as JSON.
 * @param shape the body in words, for the sentence that refuses a wrong one
 */
export function signedInHandler<Body>(
  { cors, userOf }: SignedInDependencies,
  { schema, shape, signInTo }: { schema: z.ZodType<Body>; shape: string; signInTo: string },
  answer: (call: SignedInCall<Body>) => Promise<unknown>,
): (request: Request) => Promise<Response> {
  const read = async (request: Request): Promise<SignedInCall<Body>> => {
    const token = bearerToken(request);
    const user = token === null ? null : await userOf(token);
    if (token === null || user === null) throw new HttpError(401, 'NOT_SIGNED_IN', `Please sign in ${signInTo}.`);
    const body = schema.safeParse(await readJson(request, MAX_BODY_BYTES));
    if (!body.success) throw new HttpError(400, 'INVALID_REQUEST', `The request must be ${shape}.`);
    return { user, token, body: body.data };
  };
  return async (request) => {
    let headers: Record<string, string>;
    try {
      const preflight = cors.preflight(request);
      if (preflight) return preflight;
      headers = cors.headersFor(request);
    } catch (error) {
      if (error instanceof HttpError) return errorResponse(error);
      throw error;
    }
    return answerPost(request, headers, async () => json(200, await answer(await read(request)), headers));
  };
}
