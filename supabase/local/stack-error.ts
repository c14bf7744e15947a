/** Something the reader can act on: the message is one clear sentence, shown without a stack trace. */
export class StackError extends Error {
  override readonly name = 'StackError'
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Prints an error that ends a command and sets the exit code; a StackError as its sentence, anything else whole. */
export function reportFatal(error: unknown): void {
  if (error instanceof StackError) console.error(`\n${error.message}\n`)
  else console.error(error)
  process.exitCode = 1
}
