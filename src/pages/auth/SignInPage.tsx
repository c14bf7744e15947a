import { Link, Navigate } from 'react-router-dom';
import { useAuth } from '@/components/auth/auth-context';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { PasswordInput } from '@/components/ui/PasswordInput';
import { signInSchema } from '@/data/auth/schemas';
import { useDocumentTitle } from '@/lib/use-document-title';
import { useForm } from '@/lib/use-form';
import { AuthLayout } from './AuthLayout';
import { textLinkStyles } from './text-link-styles';
import { useNext } from './use-next';

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
      <form noValidate onSubmit={form.onSubmit} className="grid gap-4">
        <Field label="Email" required error={form.errors.email}>
          <Input
            type="email"
            name="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            value={form.values.email}
            onChange={(event) => form.set('email', event.target.value)}
          />
        </Field>
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
        {form.failure && <ErrorNotice error={form.failure} />}
        <Button type="submit" loading={form.pending || status === 'loading'} className="mt-1">
          Sign in
        </Button>
      </form>
    </AuthLayout>
  );
}
