import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import type { ZodForm } from '@/lib/use-zod-form';

interface AuthFormProps {
  form: Pick<ZodForm<never, never>, 'ref' | 'submit' | 'failure' | 'pending'>;
  /** What the button says. */
  action: string;
  /** True until it is known whether a person is signed in: the button waits. */
  waits?: boolean;
  /** The fields. */
  children: ReactNode;
}

/** The fields of an account, what went wrong with them together, and the one button. */
export function AuthForm({ form, action, waits = false, children }: AuthFormProps) {
  const { ref, submit, failure, pending } = form;
  return (
    <form ref={ref} noValidate onSubmit={submit} className="grid gap-4">
      {children}
      {failure && <ErrorNotice error={failure} />}
      <Button type="submit" loading={pending || waits} className="mt-1">
        {action}
      </Button>
    </form>
  );
}
