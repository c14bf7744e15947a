import { useNavigate } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { PageSkeleton } from '@/components/ui/PageSkeleton';
import { Field } from '@/components/ui/Field';
import { LinkButton } from '@/components/ui/LinkButton';
import { PasswordInput } from '@/components/ui/PasswordInput';
import { useToast } from '@/components/ui/use-toast';
import { updatePasswordSchema } from '@/data/auth/schemas';
import { useDocumentTitle } from '@/lib/use-document-title';
import { useForm } from '@/lib/use-form';
import { AuthForm } from '@/components/auth/AuthForm';
import { AuthLayout } from '@/components/auth/AuthLayout';

/** Choosing a new password, from the link in the mail (which signs in) or while signed in. */
export function UpdatePasswordPage() {
  useDocumentTitle('Choose a new password');
  const { status, user, updatePassword } = useAuth();
  const navigate = useNavigate();
  const toast = useToast();
  const form = useForm({
    schema: updatePasswordSchema,
    initial: { password: '' },
    submit: async ({ password }) => {
      await updatePassword(password);
      toast.success('Your new password is set.');
      await navigate('/booking', { replace: true });
    },
    fieldOf: ({ code }) => (code === 'weak_password' || code === 'same_password' ? 'password' : undefined),
  });

  if (status === 'loading') return <PageSkeleton />;
  if (status === 'signed_out') {
    return (
      <AuthLayout title="This link no longer works" description="It has expired, or was already used once.">
        <LinkButton to="/reset-password" className="w-full">
          Send me a new one
        </LinkButton>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title="Choose a new password" description={<>For {user?.email}.</>}>
      <AuthForm form={form} action="Save password">
        {/* Tells a password manager whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
        <Field label="New password" required error={form.errors.password} hint="At least 8 characters.">
          <PasswordInput
            name="password"
            autoComplete="new-password"
            value={form.values.password}
            onChange={(event) => form.set('password', event.target.value)}
          />
        </Field>
      </AuthForm>
    </AuthLayout>
  );
}
