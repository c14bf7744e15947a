import { availableParallelism } from 'node:os';
import path from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': path.resolve(import.meta.dirname, 'src'),
  '@functions': path.resolve(import.meta.dirname, 'supabase/functions'),
};

/**
 * Suites that need the embedded Supabase share one ephemeral stack per run, and run one file at a time, one suite
 * after the other: two cores hold one database, one Deno and one browser, not four of each.
 */
const onStack = (order: number) => ({
  environment: 'node' as const,
  sequence: { groupOrder: order },
  globalSetup: ['supabase/tests/support/stack-setup.ts'],
  setupFiles: ['supabase/tests/support/node-setup.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // What is waited for may come late on a busy machine; the one second of the default is no rule of ours.
  expect: { poll: { timeout: 15_000 } },
});

/** Needs nobody else. Vitest would leave one core to itself, which is half of two; it has little to do. */
const onEveryCore = { maxWorkers: availableParallelism(), globals: true };

/** The rules about time must not depend on where the machine stands. */
const timeZones = ['UTC', 'Australia/Lord_Howe', 'America/New_York'];

export default defineConfig({
  test: {
    reporters: ['default', './test-scripts/support/summary-reporter.ts'],
    projects: [
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          ...onEveryCore,
          name: 'unit',
          environment: 'jsdom',
          // In this order: what is heard on console.error is asked about after the page is taken down.
          setupFiles: ['src/testing/setup.ts', 'src/testing/dom-setup.ts'],
          include: ['src/**/*.test.tsx', 'src/lib/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...onEveryCore,
          name: 'rules',
          isolate: false,
          setupFiles: ['supabase/tests/support/web-socket.ts', 'src/testing/setup.ts'],
          include: ['src/{components,data,pages}/**/*.test.ts'],
        },
      },
      ...timeZones.map((zone) => ({
        resolve: { alias },
        test: {
          ...onEveryCore,
          name: `domain in ${zone}`,
          isolate: false,
          env: { TZ: zone },
          include: ['src/domain/**/*.test.ts'],
          testTimeout: 60_000,
        },
      })),
      {
        resolve: { alias },
        test: { ...onStack(1), name: 'stack', include: ['supabase/local/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { ...onStack(2), name: 'database', include: ['supabase/tests/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { ...onStack(3), name: 'functions', include: ['supabase/functions/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: {
          ...onStack(4),
          name: 'browser',
          globalSetup: ['supabase/tests/support/stack-setup.ts', 'test-scripts/browser/support/app-setup.ts'],
          include: ['test-scripts/browser/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
