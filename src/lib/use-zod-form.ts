import { zodResolver } from '@hookform/resolvers/zod';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useForm, useWatch, type FieldPath, type FieldValues } from 'react-hook-form';
import type { $ZodType } from 'zod/v4/core';
import { toAppError, type AppError } from '@/lib/errors';

interface ZodFormOptions<Input extends FieldValues, Output> {
  /** From `zod` or `zod/mini`: what the fields hold, and what is sent. */
  schema: $ZodType<Output, Input>;
  /** What the fields start with. When it changes, untouched fields follow it and touched ones keep what was typed. */
  values: Input;
  /** Gets the checked values. May answer with what is saved now: the form starts again from that. What it throws is a refusal. */
  submit: (output: Output) => Promise<Input | void>;
  /** The field that a refusal is about, and its own words for it if it has any. Every other refusal becomes `failure`. */
  refusedField?: (error: AppError) => { name: FieldPath<Input>; message?: string } | undefined;
}

export type ZodForm<Input extends FieldValues, Output> = ReturnType<typeof useZodForm<Input, Output>>;

/** What the parts of a form need for their fields. */
export type ZodFormFields<Input extends FieldValues, Output> = Pick<ZodForm<Input, Output>, 'register' | 'control' | 'errors'>;

/** What the fields hold follows `values`; what the person has seen of their own tries stays. */
const FOLLOW = { keepDirtyValues: true, keepErrors: true, keepFieldsRef: true } as const;
const START_AGAIN = { keepDirtyValues: false, keepErrors: false, keepFieldsRef: true } as const;

/** To the first control marked as wrong, or into the first group marked with `data-wrong`: there to where Tab leads. */
function focusFirstWrong(root: HTMLElement | null): void {
  const wrong = root?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]');
  const inside = wrong?.querySelector<HTMLElement>('[tabindex="0"]') ?? wrong?.querySelector<HTMLElement>('input, button');
  (inside ?? wrong)?.focus();
}

/**
 * Every form of the app: react-hook-form, checked by a zod schema. The first check is on submit; from then on errors
 * follow the typing, all of them, because what is wrong with one field may depend on another. A try that fails puts the
 * focus on the first wrong field within the element that gets `ref`. A second submit while one is under way does nothing.
 */
export function useZodForm<Input extends FieldValues, Output>({
  schema,
  values,
  submit: send,
  refusedField,
}: ZodFormOptions<Input, Output>) {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema, undefined, { mode: 'sync' }),
    values,
    resetOptions: FOLLOW,
    mode: 'onSubmit',
    // By `trigger` below, for all fields at once.
    reValidateMode: 'onSubmit',
    // In the order of the page, and groups too: see `focusFirstWrong`.
    shouldFocusError: false,
  });
  const { control, subscribe, trigger } = form;
  const { errors } = form.formState;
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const [failedTries, setFailedTries] = useState(0);
  /** Some try has failed since the form started. */
  const tried = useRef(false);
  const underWay = useRef(false);
  const root = useRef<HTMLElement>(null);

  const savedText = JSON.stringify(values);
  const dirty = useWatch({ control, compute: (current) => JSON.stringify(current) !== savedText });

  useEffect(() => {
    const check = () => {
      if (tried.current) void trigger();
    };
    return subscribe({ formState: { values: true }, callback: check });
  }, [subscribe, trigger]);

  // Before anything else is pressed, and after the wrong fields have their attribute.
  useLayoutEffect(() => {
    if (failedTries > 0) focusFirstWrong(root.current);
  }, [failedTries]);

  const startFrom = (start: Input) => {
    tried.current = false;
    form.reset(start, START_AGAIN);
    setFailure(null);
  };

  const refuse = (thrown: unknown) => {
    const error = toAppError(thrown);
    const field = refusedField?.(error);
    if (field) form.setError(field.name, { type: error.code, message: field.message ?? error.message });
    else setFailure(error);
  };

  const run = async () => {
    setFailure(null);
    const done = await form.handleSubmit(async (output) => {
      setPending(true);
      try {
        return { saved: await send(output) };
      } catch (thrown) {
        refuse(thrown);
        return undefined;
      }
    })();
    if (!done) {
      tried.current = true;
      setFailedTries((tries) => tries + 1);
    } else if (done.saved) startFrom(done.saved);
  };

  const submit = async (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (underWay.current) return;
    underWay.current = true;
    try {
      await run();
    } finally {
      underWay.current = false;
      setPending(false);
    }
  };

  return {
    register: form.register,
    control,
    watch: form.watch,
    getValues: form.getValues,
    setValue: form.setValue,
    errors,
    /** For the foot of the form: some field needs attention. */
    invalid: Object.keys(errors).length > 0,
    failure,
    pending,
    dirty,
    /** For the element around the fields. */
    ref: useCallback((element: HTMLElement | null) => {
      root.current = element;
    }, []),
    submit: (event?: SyntheticEvent) => void submit(event),
    discard: () => startFrom(values),
  };
}
