import { createInterface } from 'node:readline/promises';

import { StackError } from '../base/stack-error.ts';

/** Where the question is asked: the terminal, or a test's streams. */
export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/**
 * Tells the developer that the database is outdated and asks whether to reset it now. Only "y" and "yes" do; an empty
 * answer and the end of input keep the data. Throws a StackError on Ctrl-C and SIGTERM, which end the start.
 */
export async function askToReset(
  sentence: string,
  terminal: Terminal = { input: process.stdin, output: process.stdout },
): Promise<boolean> {
  const lines = createInterface(terminal);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  // Ctrl-C arrives here and not as a signal: readline puts the terminal into raw mode.
  lines.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    const question = `\n${sentence}\nReset it now? [y/N] `;
    const answer = await Promise.race([lines.question(question, { signal: interrupted.signal }), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    throw new StackError('Stopped before the start; the database is as it was.', { cause: error });
  } finally {
    process.off('SIGTERM', interrupt);
    lines.close();
  }
}
