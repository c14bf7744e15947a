import { useRef, useState, type FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { safeParse, type $ZodType, type $ZodError } from 'zod/v4/core';
import { toAppError, type AppError } from '@/lib/errors';

type Errors<Values> = Partial<Record<keyof Values, string>>;

interface FormOptions<Values, Output> {
  schema: $ZodType<Output, Values>;
  initial: Values;
  /** Gets the parsed values. What it throws becomes `failure`, or an error beside a field. */
  submit: (output: Output) => Promise<void>;
  /** The field that a refusal is about, if any; its sentence is then shown there. */
  fieldOf?: (error: AppError) => keyof Values | undefined;
}

function firstMessages<Values extends object>(error: $ZodError, values: Values): Errors<Values> {
  const errors: Errors<Values> = {};
  for (const name in values) {
    const issue = error.issues.find(({ path }) => path[0] === name);
    if (issue) errors[name] = issue.message;
  }
  return errors;
}

/**
 * A form checked by a zod schema (`zod` or `zod/mini`): on submit first, then each field forgives as it is corrected.
 * Focus goes to the first field that is wrong. A second submit while one is under way does nothing.
 */
export function useForm<Values extends object, Output>(options: FormOptions<Values, Output>) {
  const [values, setValues] = useState(options.initial);
  const [errors, setErrors] = useState<Errors<Values>>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const underWay = useRef(false);

  const set = <Name extends keyof Values>(name: Name, value: Values[Name]) => {
    setValues((current) => ({ ...current, [name]: value }));
    setErrors((current) => ({ ...current, [name]: undefined }));
  };

  const show = (form: HTMLFormElement, next: Errors<Values>) => {
    // Rendered at once, so that the wrong field can be found by its attribute.
    flushSync(() => setErrors(next));
    form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  const run = async (form: HTMLFormElement) => {
    const parsed = safeParse(options.schema, values);
    setFailure(null);
    if (!parsed.success) return show(form, firstMessages(parsed.error, values));
    underWay.current = true;
    setPending(true);
    try {
      await options.submit(parsed.data);
    } catch (thrown) {
      const error = toAppError(thrown);
      const field = options.fieldOf?.(error);
      if (field === undefined) setFailure(error);
      else {
        const beside: Errors<Values> = {};
        beside[field] = error.message;
        show(form, beside);
      }
    } finally {
      underWay.current = false;
      setPending(false);
    }
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!underWay.current) void run(event.currentTarget);
  };

  return { values, set, errors, failure, pending, onSubmit };
}
