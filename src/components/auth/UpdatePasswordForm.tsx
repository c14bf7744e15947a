import { useNavigate } from 'react-router-dom';
import { Field } from '@/components/ui/Field';
import { LinkButton } from '@/components/ui/LinkButton';
import { PasswordInput } from '@/components/ui/PasswordInput';
import { useToast } from '@/components/ui/use-toast';
import { useAuth } from '@/components/viewer/auth-context';
import { updatePasswordSchema } from '@/data/auth/schemas';
import { useZodForm } from '@/lib/use-zod-form';
import { AuthForm } from './AuthForm';
import { AuthLayout } from './AuthLayout';

/** The new password of the person signed in. */
export function UpdatePasswordForm() {
  const { user, updatePassword } = useAuth();
  const navigate = useNavigate();
  const toast = useToast();
  const form = useZodForm({
    schema: updatePasswordSchema,
    values: { password: '' },
    submit: async ({ password }) => {
      await updatePassword(password);
      toast.success('Your new password is set.');
      await navigate('/booking', { replace: true });
    },
    refusedField: ({ code }) => (code === 'weak_password' || code === 'same_password' ? { name: 'password' } : undefined),
  });

  return (
    <AuthLayout title="Choose a new password" description={<>For {user?.email}.</>}>
      <AuthForm form={form} action="Save password">
        {/* Tells a password manager whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
        <Field label="New password" required error={form.errors.password?.message} hint="At least 8 characters.">
          <PasswordInput {...form.register('password')} autoComplete="new-password" />
        </Field>
      </AuthForm>
    </AuthLayout>
  );
}

/** In its place when the link signed no one in. */
export function LinkExpired() {
  return (
    <AuthLayout title="This link no longer works" description="It has expired, or was already used once.">
      <LinkButton to="/reset-password" className="w-full">
        Send me a new one
      </LinkButton>
    </AuthLayout>
  );
}
