import { reportFatal } from './stack-error.ts'
import { QUIET_ENV } from './supabase-cli.ts'

/**
 * Runs a command that lives until Ctrl-C or SIGTERM. `start` resolves, once all is up, with what
 * stops it again. A signal during the start waits for it, so that nothing half started stays behind.
 */
export async function runUntilStopped(start: () => Promise<() => Promise<void>>): Promise<void> {
  Object.assign(process.env, QUIET_ENV)
  const starting = start()
  // Awaited below; a failure while a signal waits must not count as unhandled.
  starting.catch(() => undefined)

  let stopping = false
  const onSignal = () => {
    // A second Ctrl-C while things stop: they do; the children end with us in any case.
    if (stopping) process.exit(130)
    stopping = true
    void starting
      .then((stop) => stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onSignal)

  try {
    await starting
  } catch (error) {
    reportFatal(error)
    process.exit()
  }
}
