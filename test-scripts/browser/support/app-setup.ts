import { rm } from 'node:fs/promises';

import type { TestProject } from 'vitest/node';

import { buildApp, newAppFolder } from './app.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the app, built for the stack of this run. */
    appFolder: string;
  }
}

/** Builds the app once for all browser files of a run, and again when a watched run starts over. Needs the stack. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stack } = project.getProvidedContext();
  const folder = await newAppFolder();
  await buildApp(stack, folder);
  project.provide('appFolder', folder);
  project.onTestsRerun(() => buildApp(stack, folder));
  return () => rm(folder, { recursive: true, force: true });
}
