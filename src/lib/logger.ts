type Level = 'info' | 'warn' | 'error';

export interface LogEntry {
  level: Level;
  /** What happened, in dotted lower case: `realtime.rejoined`. Never a person's name or words. */
  event: string;
  at: string;
  context: Record<string, unknown>;
}

type Sink = (entry: LogEntry) => void;

const toConsole: Sink = ({ level, event, context }) => {
  console[level](`[${event}]`, context);
};

let sink: Sink = toConsole;

/** Sends entries elsewhere, for example to a monitoring service. Returns a function that restores the console. */
export function setLogSink(next: Sink): () => void {
  sink = next;
  return () => {
    sink = toConsole;
  };
}

function write(level: Level, event: string, context: Record<string, unknown>): void {
  sink({ level, event, at: new Date().toISOString(), context });
}

function describe(error: unknown): Record<string, unknown> {
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { message: String(error) };
}

/** The app's log. Context must hold ids and codes only: no names, notes, addresses or tokens. */
export const logger = {
  info: (event: string, context: Record<string, unknown> = {}) => write('info', event, context),
  warn: (event: string, context: Record<string, unknown> = {}) => write('warn', event, context),
  error: (event: string, error: unknown, context: Record<string, unknown> = {}) =>
    write('error', event, { ...context, error: describe(error) }),
};
