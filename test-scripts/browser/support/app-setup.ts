import { rm } from 'node:fs/promises';

import type { TestProject } from 'vitest/node';

import { buildApp, newAppFolder, serveApp } from './app.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the app, built for the stack of this run. */
    appFolder: string;
    /** Where it is served. */
    appUrl: string;
  }
}

/** Builds and serves the app once for all browser files of a run; builds it again when a watched run starts over. Needs the stack. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stack } = project.getProvidedContext();
  const folder = await newAppFolder();
  await buildApp(stack, folder);
  const app = await serveApp(folder);
  project.provide('appFolder', folder);
  project.provide('appUrl', app.url);
  project.onTestsRerun(() => buildApp(stack, folder));
  return async () => {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
