import type { UseFormRegisterReturn } from 'react-hook-form';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';

interface EmailFieldProps {
  /** What `register('email')` answers. */
  field: UseFormRegisterReturn;
  error: string | undefined;
}

/** The email address to sign in with. */
export function EmailField({ field, error }: EmailFieldProps) {
  return (
    <Field label="Email" required error={error}>
      <Input {...field} type="email" autoComplete="username" inputMode="email" autoCapitalize="none" />
    </Field>
  );
}
