import { useState } from 'react';
import { Controller } from 'react-hook-form';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { PasswordInput } from '@/components/ui/PasswordInput';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { TextLink } from '@/components/ui/TextLink';
import { TimeZonePicker } from '@/components/ui/TimeZonePicker';
import { useAuth } from '@/components/viewer/auth-context';
import { signUpSchema, type SignUpInput } from '@/data/auth/schemas';
import { detectZone } from '@/lib/clock';
import { useZodForm } from '@/lib/use-zod-form';
import { AuthForm } from './AuthForm';
import { AuthLayout } from './AuthLayout';
import { CheckEmail } from './CheckEmail';
import { EmailField } from './EmailField';
import { useNext } from './use-next';

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

/** The fields of a new account, then the wait for the mail if the address must be confirmed. The time zone is this device's until changed. */
export function SignUpForm({ initialRole }: { initialRole: SignUpInput['role'] }) {
  const { signUp, status } = useAuth();
  const { next, keep } = useNext();
  const [detected] = useState(detectZone);
  const [unconfirmed, setUnconfirmed] = useState<string | null>(null);
  const form = useZodForm({
    schema: signUpSchema,
    values: { role: initialRole, fullName: '', email: '', password: '', timeZone: detected },
    submit: async (input) => {
      const { needsConfirmation } = await signUp(input, next ?? '/booking');
      if (needsConfirmation) setUnconfirmed(input.email);
    },
    refusedField: ({ code }) => (fieldOfCode[code] ? { name: fieldOfCode[code] } : undefined),
  });
  const { register, control, errors } = form;
  const [role, timeZone] = form.watch(['role', 'timeZone']);

  if (unconfirmed) return <CheckEmail email={unconfirmed} what="finish creating your account" />;
  return (
    <AuthLayout
      title="Create an account"
      description={next ? 'Then you go straight back to where you were.' : undefined}
      footer={
        <>
          Already have one? <TextLink to={keep('/sign-in')}>Sign in</TextLink>
        </>
      }
    >
      <AuthForm form={form} action="Create account" waits={status === 'loading'}>
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <SegmentedControl label="What brings you here?" options={roles} value={field.value} onValueChange={field.onChange} />
          )}
        />
        <Field
          label="Full name"
          required
          error={errors.fullName?.message}
          hint={role === 'therapist' ? 'As clients will see it.' : undefined}
        >
          <Input {...register('fullName')} autoComplete="name" />
        </Field>
        <EmailField field={register('email')} error={errors.email?.message} />
        <Field label="Password" required error={errors.password?.message} hint="At least 8 characters.">
          <PasswordInput {...register('password')} autoComplete="new-password" />
        </Field>
        <Field
          label="Time zone"
          required
          error={errors.timeZone?.message}
          hint={timeZone === detected ? 'Taken from this device. Times are shown in it.' : 'Times are shown in it.'}
        >
          <Controller
            control={control}
            name="timeZone"
            render={({ field }) => <TimeZonePicker value={field.value} onValueChange={field.onChange} />}
          />
        </Field>
      </AuthForm>
    </AuthLayout>
  );
}
