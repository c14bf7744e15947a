import { Link, Navigate } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { Field } from '@/components/ui/Field';
import { PasswordInput } from '@/components/ui/PasswordInput';
import { signInSchema } from '@/data/auth/schemas';
import { useDocumentTitle } from '@/lib/use-document-title';
import { useForm } from '@/lib/use-form';
import { AuthForm } from '@/components/auth/AuthForm';
import { AuthLayout } from '@/components/auth/AuthLayout';
import { EmailField } from '@/components/auth/EmailField';
import { textLinkStyles } from '@/components/auth/text-link-styles';
import { useNext } from '@/components/auth/use-next';

/** Signing in; returns to `?next=`, or to /booking. */
export function SignInPage() {
  useDocumentTitle('Sign in');
  const { status, signIn } = useAuth();
  const { next, keep } = useNext();
  const form = useForm({
    schema: signInSchema,
    initial: { email: '', password: '' },
    submit: signIn,
    fieldOf: ({ code }) => (code === 'invalid_credentials' ? 'password' : undefined),
  });

  if (status === 'signed_in') return <Navigate replace to={next ?? '/booking'} />;
  return (
    <AuthLayout
      title="Welcome back"
      description={next ? 'Sign in to carry on where you were.' : 'Sign in to see your sessions.'}
      footer={
        <>
          New here?{' '}
          <Link to={keep('/sign-up')} className={textLinkStyles}>
            Create an account
          </Link>
        </>
      }
    >
      <AuthForm form={form} action="Sign in" waits={status === 'loading'}>
        <EmailField value={form.values.email} onValueChange={(email) => form.set('email', email)} error={form.errors.email} />
        <Field
          label="Password"
          required
          error={form.errors.password}
          aside={
            <Link to="/reset-password" className={`${textLinkStyles} text-sm`}>
              Forgot it?
            </Link>
          }
        >
          <PasswordInput
            name="password"
            autoComplete="current-password"
            value={form.values.password}
            onChange={(event) => form.set('password', event.target.value)}
          />
        </Field>
      </AuthForm>
    </AuthLayout>
  );
}
