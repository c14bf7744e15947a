/** An error that the developer can act on. Its message is one sentence, shown without a stack trace. */
export class StackError extends Error {
  override readonly name = 'StackError';
}

/** The message of a thrown value of any type. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
