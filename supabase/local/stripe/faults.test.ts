import { Stripe } from "stripe";
import { expect, it } from "vitest";
import { ConnectionDropped, noFaults } from "./faults.ts";
import { startStripeSandbox } from "./server.ts";
import { WEBHOOK_SECRET, eighty, log } from "./test-support.ts";

it("a fault plan can lose an answer after the work was done, and the SDK's retry meets the same intent", async () => {
  let calls = 0;
  const sandbox = await startStripeSandbox({
    port: 0,
    dataFile: null,
    webhookUrl: null,
    webhookSecret: WEBHOOK_SECRET,
    log,
    faults: {
      ...noFaults,
      aroundRequest: async (_info, handle) => {
        const reply = await handle();
        calls += 1;
        if (calls === 1) throw new ConnectionDropped();
        return reply;
      },
    },
  });
  try {
    const { hostname, port } = new URL(sandbox.url);
    const stripe = new Stripe("sk_test_x", { host: hostname, port, protocol: "http", maxNetworkRetries: 1, telemetry: false });
    const intent = await stripe.paymentIntents.create(eighty);
    expect(intent.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await stripe.paymentIntents.list()).data.map(({ id }) => id)).toEqual([intent.id]);
  } finally {
    await sandbox.stop();
  }
});
