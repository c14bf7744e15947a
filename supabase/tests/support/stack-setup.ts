import type { TestProject } from 'vitest/node';

import { startStack, type Stack } from '../../local/stack/stack.ts';

/** What a suite needs to talk to the stack of this run. */
export interface StackAddress {
  apiUrl: string;
  dbUrl: string;
  inboxUrl: string;
  stripeUrl: string;
  publishableKey: string;
  secretKey: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackAddress;
  }
}

/** One stack for all projects of a run: each project loads this file anew, the process is theirs in common. */
interface SharedStack {
  users: number;
  stack: Promise<Stack>;
}
const shared = globalThis as typeof globalThis & { peerCareConnectStack?: SharedStack | undefined };

/** Starts the ephemeral stack on free ports with the first suite that needs it, and stops it with the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.peerCareConnectStack ??= { users: 0, stack: startStack({ ephemeral: true, ports: 'free', seed: false }) };
  const mine = shared.peerCareConnectStack;
  mine.users += 1;
  const { apiUrl, dbUrl, inboxUrl, stripeUrl, publishableKey, secretKey } = await mine.stack;
  project.provide('stack', { apiUrl, dbUrl, inboxUrl, stripeUrl, publishableKey, secretKey });
  return async () => {
    mine.users -= 1;
    if (mine.users > 0) return;
    shared.peerCareConnectStack = undefined;
    await (await mine.stack).stop();
  };
}
