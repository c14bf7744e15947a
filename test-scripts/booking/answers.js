import assert from 'node:assert/strict';

/** The data of an answer that must not be an error. */
export function ok({ data, error }) {
  if (error) throw new Error(`${error.code ?? ''} ${error.message} ${error.hint ?? ''}`.trim());
  return data;
}

/** Asserts that an answer is a refusal with this HTTP status and reason code. */
export function refused(answer, status, code) {
  assert.ok(answer.error, 'expected a refusal, the write was accepted');
  assert.equal(answer.status, status);
  if (code) assert.equal(answer.error.hint, code);
}

/** Waits for something that another process does, at most ten seconds. */
export async function eventually(what, probe) {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what} did not happen within ten seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
