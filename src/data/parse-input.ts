import type { z } from 'zod';
import { AppError } from '@/lib/errors';

/** The input as its schema has it, or AppError `INVALID_VALUE` with the schema's own sentence. */
export function parseInput<T extends z.ZodType>(schema: T, input: z.input<T>): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? 'Please check what you entered.';
  throw new AppError({ kind: 'refusal', code: 'INVALID_VALUE', message, status: 422, cause: parsed.error });
}
