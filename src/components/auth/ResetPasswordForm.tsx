import { useState } from 'react';
import { TextLink } from '@/components/ui/TextLink';
import { useAuth } from '@/components/viewer/auth-context';
import { resetSchema } from '@/data/auth/schemas';
import { useZodForm } from '@/lib/use-zod-form';
import { AuthForm } from './AuthForm';
import { AuthLayout } from './AuthLayout';
import { CheckEmail } from './CheckEmail';
import { EmailField } from './EmailField';

/** The address to send the link to, then the wait for it. */
export function ResetPasswordForm() {
  const { sendReset } = useAuth();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useZodForm({
    schema: resetSchema,
    values: { email: '' },
    submit: async ({ email }) => {
      await sendReset(email);
      setSentTo(email);
    },
  });

  if (sentTo) return <CheckEmail email={sentTo} what="choose a new password" />;
  return (
    <AuthLayout
      title="Reset your password"
      description="We send you a link to choose a new one."
      footer={<TextLink to="/sign-in">Back to sign in</TextLink>}
    >
      <AuthForm form={form} action="Send the link">
        <EmailField field={form.register('email')} error={form.errors.email?.message} />
      </AuthForm>
    </AuthLayout>
  );
}
