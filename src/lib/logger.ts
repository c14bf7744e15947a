type Level = 'info' | 'warn' | 'error';

function write(level: Level, event: string, context: Record<string, unknown>): void {
  console[level](`[${event}]`, context);
}

function describe(error: unknown): Record<string, unknown> {
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { message: String(error) };
}

/**
 * The app's log. An event says what happened in dotted lower case, `realtime.rejoined`, never a person's name or words.
 * Context must hold ids and codes only: no names, notes, addresses or tokens.
 */
export const logger = {
  info: (event: string, context: Record<string, unknown> = {}) => write('info', event, context),
  warn: (event: string, context: Record<string, unknown> = {}) => write('warn', event, context),
  error: (event: string, error: unknown, context: Record<string, unknown> = {}) =>
    write('error', event, { ...context, error: describe(error) }),
};
