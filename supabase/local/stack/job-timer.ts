import { SECRET_KEY } from '../base/config.ts';
import { messageOf } from '../base/stack-error.ts';

const EVERY_MS = 30_000;

/** Calls `run-jobs` every 30 seconds, as pg_cron does on Supabase. One pass at a time. */
export async function startJobTimer(apiUrl: string, log: (line: string) => void): Promise<{ stop: () => Promise<void> }> {
  let pass: Promise<void> = Promise.resolve();
  let busy = false;
  let lastProblem = '';
  const aborter = new AbortController();

  const run = async () => {
    busy = true;
    try {
      const response = await fetch(`${apiUrl}/functions/v1/run-jobs`, {
        method: 'POST',
        headers: { apikey: SECRET_KEY, authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
        body: '{}',
        signal: aborter.signal,
      });
      const problem = response.ok ? '' : `run-jobs answered ${response.status}: ${(await response.text()).slice(0, 300)}`;
      // Logged once, not every half minute.
      if (problem && problem !== lastProblem) log(problem);
      lastProblem = problem;
    } catch (error) {
      if (!aborter.signal.aborted) log(`run-jobs could not be called: ${messageOf(error)}`);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => {
    if (!busy) pass = run();
  }, EVERY_MS);

  return {
    stop: async () => {
      clearInterval(timer);
      aborter.abort();
      await pass;
    },
  };
}
