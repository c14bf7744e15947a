import { Field } from '@/components/ui/Field';
import { PasswordInput } from '@/components/ui/PasswordInput';
import { TextLink } from '@/components/ui/TextLink';
import { useAuth } from '@/components/viewer/auth-context';
import { signInSchema } from '@/data/auth/schemas';
import { useZodForm } from '@/lib/use-zod-form';
import { AuthForm } from './AuthForm';
import { AuthLayout } from './AuthLayout';
import { EmailField } from './EmailField';
import { useNext } from './use-next';

/** Email and password, with the ways to a new account and to a new password. */
export function SignInForm() {
  const { status, signIn } = useAuth();
  const { next, keep } = useNext();
  const form = useZodForm({
    schema: signInSchema,
    values: { email: '', password: '' },
    submit: signIn,
    refusedField: ({ code }) => (code === 'invalid_credentials' ? { name: 'password' } : undefined),
  });
  const { register, errors } = form;

  return (
    <AuthLayout
      title="Welcome back"
      description={next ? 'Sign in to carry on where you were.' : 'Sign in to see your sessions.'}
      footer={
        <>
          New here? <TextLink to={keep('/sign-up')}>Create an account</TextLink>
        </>
      }
    >
      <AuthForm form={form} action="Sign in" waits={status === 'loading'}>
        <EmailField field={register('email')} error={errors.email?.message} />
        <Field
          label="Password"
          required
          error={errors.password?.message}
          aside={
            <TextLink to="/reset-password" className="text-sm">
              Forgot it?
            </TextLink>
          }
        >
          <PasswordInput {...register('password')} autoComplete="current-password" />
        </Field>
      </AuthForm>
    </AuthLayout>
  );
}
