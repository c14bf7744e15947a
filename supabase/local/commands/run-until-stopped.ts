import { prepareEnvironment, reportFatal } from './command.ts';

/**
 * Runs a command that lives until Ctrl-C or SIGTERM. `start` resolves, once all is up, with what
 * stops it again. A signal during the start waits for the start to finish, so that no process is left behind.
 */
export async function runUntilStopped(start: () => Promise<() => Promise<void>>): Promise<void> {
  prepareEnvironment();
  const starting = start();
  // Awaited below; a failure while a signal waits must not count as unhandled.
  starting.catch(() => undefined);

  let stopping = false;
  let signals = 0;
  const onSignal = () => {
    signals += 1;
    // The terminal and npm may both send one Ctrl-C. The third signal ends the process at once.
    if (signals > 2) process.exit(130);
    if (stopping) return;
    stopping = true;
    void starting
      .then((stop) => stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
  watchParent(onSignal);

  try {
    await starting;
  } catch (error) {
    reportFatal(error);
    process.exit();
  }
}

const PARENT_CHECK_MS = 200;

/** On SIGTERM `npm run` ends its shell but not this process: when the parent has ended, this process stops too. */
function watchParent(onGone: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_CHECK_MS);
  timer.unref();
}
