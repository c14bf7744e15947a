import { PassThrough } from 'node:stream';

import { expect, it } from 'vitest';

import { askToReset } from './ask-to-reset.ts';

/** Asks with `typed` as the developer's answer; returns it with what was printed. */
async function ask(typed: string): Promise<{ confirmed: boolean; printed: string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let printed = '';
  output.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const asking = askToReset('The database is outdated.', { input, output });
  input.end(typed);
  return { confirmed: await asking, printed };
}

it('the question shows the sentence and that the default is no', async () => {
  expect((await ask('\n')).printed).toBe('\nThe database is outdated.\nReset it now? [y/N] ');
});

it.each([
  ['y\n', true],
  ['Yes\n', true],
  ['\n', false],
  ['n\n', false],
  ['yesterday\n', false],
  ['', false],
])('the answer %j resets the database: %s', async (typed, expected) => {
  expect((await ask(typed)).confirmed).toBe(expected);
});

it('SIGTERM while the question is open ends the start without a reset', async () => {
  const asking = askToReset('The database is outdated.', { input: new PassThrough(), output: new PassThrough() });
  // Emitted and not sent: a real signal would also reach the test runner.
  for (const listener of process.listeners('SIGTERM').slice(-1)) listener('SIGTERM');
  await expect(asking).rejects.toThrow('Stopped before the start; the database is as it was.');
});
