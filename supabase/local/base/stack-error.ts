/** Something the reader can act on: the message is one clear sentence, shown without a stack trace. */
export class StackError extends Error {
  override readonly name = 'StackError';
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
