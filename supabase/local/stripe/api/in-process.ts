import { noFaults } from '../faults/fault-plan.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { answerHttpApi } from './http-api.ts';
import type { Sandbox } from '../objects/sandbox.ts';
import { Store } from '../objects/store.ts';

/**
 * A sandbox without a server, for tests that make thousands of calls. Nothing is written to disk, and events are not
 * delivered: they stay in `store.state.events`.
 * @returns the sandbox, and a `fetch` that answers Stripe's API for any host
 */
export async function openSandbox(faults: FaultPlan = noFaults): Promise<{ sandbox: Sandbox; fetch: typeof fetch }> {
  const sandbox: Sandbox = {
    store: await Store.open(null),
    baseUrl: 'http://127.0.0.1:0',
    slowPayment: () => faults.slowPayment?.() ?? null,
  };
  return {
    sandbox,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const reply = await answerHttpApi(sandbox, faults, {
        method: request.method,
        url: new URL(request.url),
        body: await request.text(),
        header: (name) => request.headers.get(name) ?? undefined,
      });
      return new Response(reply.body, { status: reply.status, headers: reply.headers });
    },
  };
}
