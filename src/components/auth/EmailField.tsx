import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';

interface EmailFieldProps {
  value: string;
  onValueChange: (value: string) => void;
  error: string | undefined;
}

/** The email address to sign in with. */
export function EmailField({ value, onValueChange, error }: EmailFieldProps) {
  return (
    <Field label="Email" required error={error}>
      <Input
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
    </Field>
  );
}
