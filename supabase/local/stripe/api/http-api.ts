import type { FaultPlan, Reply } from '../faults/fault-plan.ts';
import { answerApi } from './answer-api.ts';
import type { Sandbox } from '../objects/sandbox.ts';

/** A request to `/v1/…`, from the server or made in the same process. */
export type HttpApiRequest = {
  method: string;
  url: URL;
  body: string;
  header: (name: string) => string | undefined;
};

/** Answers one request to the API, through the fault plan. */
export async function answerHttpApi(sandbox: Sandbox, faults: FaultPlan, request: HttpApiRequest): Promise<Reply> {
  const { method, url, body, header } = request;
  if (method === 'OPTIONS') return { status: 204, headers: {}, body: '' };
  const idempotencyKey = header('idempotency-key');
  const path = url.pathname.slice('/v1/'.length).replace(/\/$/, '');
  return faults.aroundRequest({ method, path: url.pathname, idempotencyKey: idempotencyKey ?? null }, () =>
    answerApi(sandbox, {
      method,
      path,
      query: url.search.slice(1),
      body,
      headers: {
        ...optional('authorization', header('authorization')),
        ...optional('idempotencyKey', idempotencyKey),
        ...optional('version', header('stripe-version')),
      },
    }),
  );
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  const result: { [key in K]?: string } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
