import { existsSync, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findDeno } from './deno-binary.ts';
import { readVerifyJwt } from './function-config.ts';
import { FunctionProcess, FunctionStartError } from './function-process.ts';
import { forward, sendError } from './proxy.ts';

export interface FunctionsOptions {
  /** The folder with one folder per function, `supabase/functions`. */
  functionsDir: string;
  /** The environment of the functions: SUPABASE_URL and its keys, STRIPE_… They get no other variable. */
  env: Record<string, string>;
  log: (line: string) => void;
  /** Checks tokens for functions with `verify_jwt = true` in config.toml. Without it these refuse every call. */
  verifyAccessToken?: (token: string) => Promise<object | null>;
}

export interface Functions {
  /** Answers a call of `/functions/v1/<name>`. */
  handle(req: IncomingMessage, res: ServerResponse, name: string): void;
  stop(): Promise<void>;
}

/**
 * The embedded Edge Functions: real Deno, one process per function, started by its first call and restarted when a file
 * under `functionsDir` has changed. Throws when Deno is missing.
 */
export async function startFunctions(options: FunctionsOptions): Promise<Functions> {
  const { functionsDir, env, log, verifyAccessToken } = options;
  const deno = findDeno();
  const cacheDir = cacheFolder(functionsDir);
  const configPath = join(functionsDir, '..', 'config.toml');
  const running = new Map<string, Promise<FunctionProcess>>();
  const everStarted = new Set<FunctionProcess>();
  let stopped = false;
  let version = versionOf(functionsDir);

  /** Checked at each call instead of watching the files, so that a call after an edit always runs the new code. */
  function retireOutdated(): void {
    const current = versionOf(functionsDir);
    if (current === version) return;
    version = current;
    const outdated = [...running];
    running.clear();
    for (const [name, starting] of outdated) {
      log(`${name} restarts: a file in ${functionsDir} changed`);
      void starting.then((process) => process.retire()).catch(() => undefined);
    }
  }

  async function processFor(name: string, entrypoint: string): Promise<FunctionProcess> {
    retireOutdated();
    const current = running.get(name);
    if (current && (await current).isUsable) return current;
    const raced = running.get(name);
    if (raced && raced !== current) return raced;
    const starting = FunctionProcess.start({ name, entrypoint, deno, cacheDir, env, log });
    running.set(name, starting);
    try {
      const process = await starting;
      everStarted.add(process);
      void process.exited.then(() => everStarted.delete(process));
      if (stopped) await process.kill();
      return process;
    } catch (error) {
      if (running.get(name) === starting) running.delete(name);
      throw error;
    }
  }

  /** Why a call is refused that lacks the access token config.toml requires; null when it is allowed. */
  async function refusal(req: IncomingMessage, name: string): Promise<string | null> {
    if (req.method === 'OPTIONS' || !readVerifyJwt(configPath)(name)) return null;
    const token = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (!token) return 'Missing authorization header';
    return (await verifyAccessToken?.(token)) ? null : 'Invalid JWT';
  }

  async function answer(req: IncomingMessage, res: ServerResponse, name: string): Promise<void> {
    const entrypoint = join(functionsDir, name, 'index.ts');
    if (!/^[a-z0-9][a-z0-9_-]*$/i.test(name) || !existsSync(entrypoint)) {
      return sendError(res, 404, 'FUNCTION_NOT_FOUND', `There is no function "${name}"`);
    }
    const reason = await refusal(req, name);
    if (reason !== null) return sendError(res, 401, 'UNAUTHORIZED', reason);
    try {
      const target = await processFor(name, entrypoint);
      if (!res.destroyed) forward(req, res, target);
    } catch (error) {
      if (!(error instanceof FunctionStartError)) throw error;
      log(error.message);
      sendError(res, 503, 'BOOT_ERROR', error.message);
    }
  }

  return {
    handle(req, res, name) {
      answer(req, res, name).catch((error: unknown) => {
        log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        sendError(res, 500, 'INTERNAL', 'The function could not be called');
      });
    },
    async stop() {
      stopped = true;
      await Promise.allSettled(running.values());
      await Promise.all([...everStarted].map((process) => process.kill()));
    },
  };
}

/** The folder of Deno's cache: inside the project and not in the user's home. */
function cacheFolder(functionsDir: string): string {
  const modules = join(functionsDir, '..', '..', 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'deno') : join(tmpdir(), 'peer-care-connect-deno');
}

/** Changes when any source file under the folder does. */
function versionOf(functionsDir: string): string {
  if (!existsSync(functionsDir)) return '';
  return readdirSync(functionsDir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js|mjs|json|jsonc)$/.test(entry.name))
    .filter((entry) => !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`)
    .join('\n');
}
