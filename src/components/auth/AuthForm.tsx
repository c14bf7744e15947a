import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import type { AppError } from '@/lib/errors';

interface AuthFormProps {
  /** What `useForm` answers. */
  form: { onSubmit: (event: FormEvent<HTMLFormElement>) => void; failure: AppError | null; pending: boolean };
  /** What the button says. */
  action: string;
  /** True until it is known whether a person is signed in: the button waits. */
  waits?: boolean;
  /** The fields. */
  children: ReactNode;
}

/** The fields of an account, what went wrong with them together, and the one button. */
export function AuthForm({ form, action, waits = false, children }: AuthFormProps) {
  return (
    <form noValidate onSubmit={form.onSubmit} className="grid gap-4">
      {children}
      {form.failure && <ErrorNotice error={form.failure} />}
      <Button type="submit" loading={form.pending || waits} className="mt-1">
        {action}
      </Button>
    </form>
  );
}
