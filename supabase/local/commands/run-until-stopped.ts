import { prepareEnvironment, reportFatal } from './command.ts';

/**
 * Runs a command that lives until Ctrl-C or SIGTERM. `start` resolves, once all is up, with what
 * stops it again. A signal during the start waits for it, so that nothing half started stays behind.
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
    // A terminal and npm may both pass one Ctrl-C on; a third says that somebody is done waiting.
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

/** `npm run` passes SIGTERM to its shell and ends without us; a parent that is gone is that signal. */
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
