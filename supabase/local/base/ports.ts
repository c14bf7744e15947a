import { createServer } from 'node:net';

import { HOST, PORT_VARIABLES } from './config.ts';
import type { Ports } from './config.ts';
import { StackError } from './stack-error.ts';

/** Listens for an instant. Resolves with the port, or null when another program has it. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    });
    server.listen(port, HOST, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (port === null) throw new StackError('This machine has no free port left.');
  return port;
}

/** Four ports that are free at this moment. */
export async function freePorts(): Promise<Ports> {
  const found = new Set<number>();
  while (found.size < 4) found.add(await freePort());
  const [api = 0, db = 0, inbox = 0, stripe = 0] = found;
  return { api, db, inbox, stripe };
}

/** Refuses with one sentence when a port is taken, naming the variable that moves it. */
export async function assertPortFree(port: number, variable: string): Promise<void> {
  // A stack that is stopping frees its port within a second.
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if ((await tryPort(port)) !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new StackError(`Port ${port} is already in use: stop the program that has it, or choose another one with ${variable}=<port>.`);
}

export async function assertPortsFree(ports: Ports): Promise<void> {
  await assertPortFree(ports.api, PORT_VARIABLES.api);
  await assertPortFree(ports.db, PORT_VARIABLES.db);
  await assertPortFree(ports.inbox, PORT_VARIABLES.inbox);
  await assertPortFree(ports.stripe, PORT_VARIABLES.stripe);
}
