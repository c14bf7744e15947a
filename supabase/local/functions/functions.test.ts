import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { startFunctions } from './server.ts';
import type { Functions } from './server.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

const ECHO = `
  import Stripe from 'npm:stripe@23'
  import { createClient } from 'npm:@supabase/supabase-js@2'
  import { greeting } from '../_shared/greeting.ts'
  Deno.serve(async (req) => {
    const url = new URL(req.url)
    if (url.searchParams.has('crash')) Deno.exit(3)
    const body = new Uint8Array(await req.arrayBuffer())
    const hash = Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', body)), (b) => b.toString(16).padStart(2, '0'))
    return new Response(JSON.stringify({
      path: url.pathname, method: req.method, hash: hash.join(''), greeting,
      signature: req.headers.get('stripe-signature'), host: req.headers.get('host'),
      imports: [typeof Stripe, typeof createClient], environment: Deno.env.toObject(), pid: Deno.pid,
    }), { status: 201, headers: [['x-answer', '1'], ['set-cookie', 'a=1'], ['set-cookie', 'b=2'], ['content-type', 'application/json']] })
  })`;

const OUTSIDE = `
  const tried = async (what) => { try { await what(); return 'done' } catch (error) { return error.name } }
  Deno.serve(async () => Response.json({
    read: await tried(() => Deno.readTextFile('/etc/hostname')),
    net: await tried(() => fetch('https://example.com')),
    run: await tried(() => new Deno.Command('/bin/ls').output()),
  }))`;

let project: string;
let functions: Functions;
let gateway: Server;
let url: string;
const log: string[] = [];

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'pcc-functions-'));
  await symlink(join(PROJECT, 'node_modules'), join(project, 'node_modules'));
  await copyFile(join(PROJECT, 'package.json'), join(project, 'package.json'));
  await write(
    'config.toml',
    '[functions.echo]\nverify_jwt = false\n[functions.outside]\nverify_jwt = false # open\n[functions.broken]\nverify_jwt = false\n[functions.guarded]\nverify_jwt = true\n',
  );
  await write(
    'functions/_shared/greeting.ts',
    `
    import { z } from 'npm:zod@4'
    export const greeting = z.string().parse('hello')`,
  );
  await write('functions/echo/index.ts', ECHO);
  await write('functions/outside/index.ts', OUTSIDE);
  await write('functions/broken/index.ts', `throw new Error('no such setting')`);
  await write('functions/guarded/index.ts', `Deno.serve(() => new Response('in'))`);
  functions = await startFunctions({
    functionsDir: join(project, 'supabase/functions'),
    env: { SUPABASE_URL: 'http://127.0.0.1:54321', STRIPE_SECRET_KEY: 'sk_test_local' },
    log: (line) => log.push(line),
    verifyAccessToken: async (token) => (token === 'good' ? { sub: 'ann' } : null),
  });
  gateway = createServer((req, res) => {
    functions.handle(req, res, /^\/functions\/v1\/([^/?]+)/.exec(req.url ?? '')?.[1] ?? '');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => gateway.once('listening', resolve));
  const address = gateway.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/functions/v1`;
});

afterAll(async () => {
  await functions.stop();
  gateway.closeAllConnections();
  gateway.close();
  await rm(project, { recursive: true, force: true });
});

async function write(path: string, text: string): Promise<void> {
  const file = join(project, 'supabase', path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('a function gets the raw body and headers, its answer is passed back whole, and npm packages resolve offline', async () => {
  const body = randomBytes(300_000);
  const response = await fetch(`${url}/echo/deeper?x=1`, { method: 'POST', body, headers: { 'stripe-signature': 't=1,v1=ab' } });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-answer')).toBe('1');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await response.json()).toMatchObject({
    path: '/echo/deeper',
    method: 'POST',
    hash: createHash('sha256').update(body).digest('hex'),
    signature: 't=1,v1=ab',
    host: new URL(url).host,
    greeting: 'hello',
    imports: ['function', 'function'],
  });
});

it("a function sees its own environment and nothing of the developer's", async () => {
  vi.stubEnv('A_SECRET_OF_THE_DEVELOPER', 'hidden');
  const { environment } = await (await fetch(`${url}/echo`)).json();
  expect(environment).toMatchObject({ SUPABASE_URL: 'http://127.0.0.1:54321', STRIPE_SECRET_KEY: 'sk_test_local', TZ: 'UTC' });
  expect(environment).not.toHaveProperty('HOME');
  expect(JSON.stringify(environment)).not.toContain('hidden');
});

it('a function cannot read files, run programs or reach other hosts', async () => {
  const outcome = await (await fetch(`${url}/outside`)).json();
  expect(outcome).toEqual({ read: 'NotCapable', net: 'NotCapable', run: 'NotCapable' });
});

it('a call of a function that does not exist gets 404', async () => {
  for (const name of ['nothing', '_shared', '..%2fsecrets']) {
    const response = await fetch(`${url}/${name}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'FUNCTION_NOT_FOUND' } });
  }
});

it('a function that does not start answers 503 with the reason, and works after it is corrected', async () => {
  const response = await fetch(`${url}/broken`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    error: { code: 'BOOT_ERROR', message: 'The function "broken" did not start: Error: no such setting' },
  });
  await write('functions/broken/index.ts', `Deno.serve(() => new Response('corrected'))`);
  expect(await (await fetch(`${url}/broken`)).text()).toBe('corrected');
});

it('a function with verify_jwt in config.toml refuses calls without a valid access token', async () => {
  const call = (authorization?: string) => fetch(`${url}/guarded`, { headers: authorization ? { authorization } : {} });
  expect((await call()).status).toBe(401);
  expect((await call('Bearer forged')).status).toBe(401);
  expect(await (await call('Bearer good')).text()).toBe('in');
  expect((await fetch(`${url}/guarded`, { method: 'OPTIONS' })).status).toBe(200);
});

it('a function keeps its process between calls, and gets a new one after a change in _shared', async () => {
  const call = async () => (await fetch(`${url}/echo`)).json();
  const first = await call();
  expect((await call()).pid).toBe(first.pid);
  await write('functions/_shared/greeting.ts', `export const greeting = 'good evening'`);
  await utimes(join(project, 'supabase/functions/_shared/greeting.ts'), new Date(), new Date());
  const second = await call();
  expect(second.greeting).toBe('good evening');
  await vi.waitFor(() => expect(isAlive(first.pid)).toBe(false), { timeout: 3000 });
});

it('a call during which the function crashes gets 502, and the next call starts the function again', async () => {
  const crashed = await fetch(`${url}/echo?crash`);
  expect(crashed.status).toBe(502);
  expect(await crashed.json()).toMatchObject({ error: { code: 'FUNCTION_CRASHED' } });
  expect(log).toContain('echo stopped unexpectedly (exit code 3); the next call starts it again');
  expect((await fetch(`${url}/echo`)).status).toBe(201);
});

it('eight calls at once start a function once', async () => {
  await fetch(`${url}/echo?crash`);
  const answers = await Promise.all(Array.from({ length: 8 }, async () => (await fetch(`${url}/echo`)).json()));
  expect(new Set(answers.map((answer) => answer.pid)).size).toBe(1);
});

it('a stack that is killed with SIGKILL leaves no function running', async () => {
  const parent = join(project, 'parent.ts');
  await writeFile(
    parent,
    `
    import { createServer } from 'node:http'
    import { startFunctions } from '${new URL('server.ts', import.meta.url).pathname}'
    const functions = await startFunctions({ functionsDir: '${join(project, 'supabase/functions')}', env: {}, log: () => {} })
    const server = createServer((req, res) => functions.handle(req, res, 'echo'))
    server.listen(0, '127.0.0.1', async () => {
      const answer = await fetch('http://127.0.0.1:' + server.address().port)
      console.log((await answer.json()).environment.DENO_SERVE_ADDRESS)
    })`,
  );
  const stack = spawn(process.execPath, ['--import', 'tsx', parent], { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve) => stack.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())));
  // By port and not by process id: an ended process keeps its id until its parent reads its status.
  const direct = () => fetch(address.replace('tcp:', 'http://'));
  expect((await direct()).status).toBe(201);
  stack.kill('SIGKILL');
  await vi.waitFor(() => expect(direct()).rejects.toThrow('fetch failed'), { timeout: 2000 });
}, 15_000);
