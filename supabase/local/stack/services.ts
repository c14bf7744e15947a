import { existsSync } from 'node:fs';
import path from 'node:path';

import { startAuth } from '../auth/auth.ts';
import { HOST, PUBLISHABLE_KEY, SECRET_KEY, databaseUrl } from '../base/config.ts';
import type { Ports } from '../base/config.ts';
import { startFunctions } from '../functions/server.ts';
import { startGateway } from '../api/gateway.ts';
import { startJobTimer } from './job-timer.ts';
import { startMail } from '../mail/server.ts';
import { startRealtime } from '../realtime/server.ts';
import { startRest } from '../api/rest.ts';
import { StackError, messageOf } from '../base/stack-error.ts';
import { functionsEnv, usesRealStripe, webhookSecret } from './stack-env.ts';
import type { StackAddresses } from './stack-env.ts';
import { startStripeSandbox } from '../stripe/server.ts';
import { verifyAccessToken } from '../api/tokens.ts';

export interface ServicesOptions {
  ports: Ports;
  dbUrl: string;
  appUrl: string;
  functionsDir: string;
  /** Where the payment sandbox keeps its state; null for in memory. */
  stripeDataFile: string | null;
  jobs: boolean;
  log: (line: string) => void;
}

export interface Services {
  addresses: StackAddresses;
  stop: () => Promise<void>;
}

/** Starts everything but the database, which must be migrated already. Stops all of it when one service fails. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { ports, dbUrl, appUrl, functionsDir, log } = options;
  const apiUrl = `http://${HOST}:${ports.api}`;
  const started: { stop: () => Promise<void> }[] = [];
  /** Records each running service, so that they are stopped in the opposite order. */
  const run = async <T extends { stop: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    started.push(service);
    return service;
  };
  const stop = async () => {
    for (const service of started.reverse()) {
      await service.stop().catch((error: unknown) => log(`While stopping: ${String(error)}`));
    }
  };

  try {
    const mail = await run(startMail({ smtpPort: 0, inboxPort: ports.inbox }));
    const stripeUrl = usesRealStripe()
      ? 'https://api.stripe.com'
      : (
          await run(
            startStripeSandbox({
              port: ports.stripe,
              dataFile: options.stripeDataFile,
              webhookUrl: `${apiUrl}/functions/v1/stripe-webhook`,
              webhookSecret: webhookSecret(),
              log,
            }),
          )
        ).url;
    const addresses: StackAddresses = {
      apiUrl,
      dbUrl,
      appUrl,
      inboxUrl: `http://${HOST}:${ports.inbox}`,
      stripeUrl,
      smtpPort: mail.smtpPort,
    };
    const [rest, auth, realtime, functions] = await Promise.all([
      run(startRest(databaseUrl(ports.db, 'authenticator'))),
      run(startAuth({ databasePort: ports.db, apiUrl, siteUrl: appUrl, smtpPort: mail.smtpPort })),
      run(startRealtime({ databaseUrl: dbUrl, verifyAccessToken, publishableKey: PUBLISHABLE_KEY, secretKey: SECRET_KEY })),
      existsSync(functionsDir)
        ? run(
            startFunctions({ functionsDir, env: functionsEnv(addresses), log, verifyAccessToken }).catch((error: unknown) => {
              throw new StackError(messageOf(error), { cause: error });
            }),
          )
        : null,
    ]);
    await run(startGateway(ports.api, { rest, auth, realtime, functions }, log));
    if (options.jobs && existsSync(path.join(functionsDir, 'run-jobs'))) await run(startJobTimer(apiUrl, log));
    return { addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
