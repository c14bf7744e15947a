import { useState } from 'react';
import { useAuth } from '@/components/viewer/auth-context';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { PasswordInput } from '@/components/ui/PasswordInput';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { TimeZonePicker } from '@/components/ui/TimeZonePicker';
import { signUpSchema, type SignUpInput } from '@/data/auth/schemas';
import { detectZone } from '@/lib/clock';
import { useForm } from '@/lib/use-form';
import { AuthForm } from './AuthForm';
import { EmailField } from './EmailField';

interface SignUpFormProps {
  initialRole: SignUpInput['role'];
  /** In-app path for the link in the confirmation mail. */
  next: string;
  /** Called with the address when it must be confirmed by mail first. */
  onUnconfirmed: (email: string) => void;
}

const roles = [
  { value: 'client', label: 'I want to book' },
  { value: 'therapist', label: 'I am a therapist' },
] as const;

const fieldOfCode: Readonly<Record<string, 'email' | 'password'>> = {
  user_already_exists: 'email',
  email_exists: 'email',
  email_address_invalid: 'email',
  weak_password: 'password',
};

/** The fields of a new account. The time zone is this device's until changed. */
export function SignUpForm({ initialRole, next, onUnconfirmed }: SignUpFormProps) {
  const { signUp, status } = useAuth();
  const [detected] = useState(detectZone);
  const form = useForm({
    schema: signUpSchema,
    initial: { role: initialRole, fullName: '', email: '', password: '', timeZone: detected },
    submit: async (input) => {
      const { needsConfirmation } = await signUp(input, next);
      if (needsConfirmation) onUnconfirmed(input.email);
    },
    fieldOf: ({ code }) => fieldOfCode[code],
  });
  const { values, errors, set } = form;

  return (
    <AuthForm form={form} action="Create account" waits={status === 'loading'}>
      <SegmentedControl label="What brings you here?" options={roles} value={values.role} onValueChange={(role) => set('role', role)} />
      <Field label="Full name" required error={errors.fullName} hint={values.role === 'therapist' ? 'As clients will see it.' : undefined}>
        <Input name="name" autoComplete="name" value={values.fullName} onChange={(event) => set('fullName', event.target.value)} />
      </Field>
      <EmailField value={values.email} onValueChange={(email) => set('email', email)} error={errors.email} />
      <Field label="Password" required error={errors.password} hint="At least 8 characters.">
        <PasswordInput
          name="password"
          autoComplete="new-password"
          value={values.password}
          onChange={(event) => set('password', event.target.value)}
        />
      </Field>
      <Field
        label="Time zone"
        required
        error={errors.timeZone}
        hint={values.timeZone === detected ? 'Taken from this device. Times are shown in it.' : 'Times are shown in it.'}
      >
        <TimeZonePicker value={values.timeZone} onValueChange={(zone) => set('timeZone', zone)} />
      </Field>
    </AuthForm>
  );
}
