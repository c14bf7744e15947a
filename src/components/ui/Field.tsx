import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { FieldContext } from './field-context';

interface FieldProps {
  label: ReactNode;
  /** Help that is always there, read after the label. */
  hint?: ReactNode;
  /** What is wrong and what to do; shown under the control beside the hint, and announced. */
  error?: string | null | undefined;
  /** One control: Input, Textarea, Select, or anything that calls `useFieldControl`. */
  children: ReactNode;
  required?: boolean | undefined;
  /** A filter: it asks for no data, so it is not called optional. */
  filter?: boolean;
  /** Shown at the right of the label, such as "Forgot it?". */
  aside?: ReactNode;
  className?: string | undefined;
}

/** A label, its control, help and error, wired together by id. */
export function Field({ label, hint, error, children, required = false, filter = false, aside, className }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const labelId = `${id}-label`;
  const described = [error && errorId, hint && hintId].filter(Boolean).join(' ');
  const control = { id, labelId, describedBy: described || undefined, invalid: Boolean(error), required };

  return (
    <FieldContext value={control}>
      <div className={cn('grid content-start gap-1.5', className)}>
        <div className="flex items-baseline justify-between gap-3">
          <label id={labelId} htmlFor={id} className="text-sm font-semibold">
            {label}
            {!required && !filter && (
              <>
                {' '}
                <span className="sr-only">(optional)</span>
              </>
            )}
          </label>
          {aside}
        </div>
        {children}
        <div aria-live="polite" className="contents">
          {error && (
            <p id={errorId} className="flex items-start gap-1.5 text-sm text-bad">
              <CircleAlert aria-hidden="true" className="mt-[0.1875rem] size-[0.9375rem] shrink-0" />
              {error}
            </p>
          )}
        </div>
        {hint && (
          <p id={hintId} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  );
}
