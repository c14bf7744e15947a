import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { resetSchema } from '@/data/auth/schemas';
import { useDocumentTitle } from '@/lib/use-document-title';
import { useForm } from '@/lib/use-form';
import { AuthForm } from '@/components/auth/AuthForm';
import { AuthLayout } from '@/components/auth/AuthLayout';
import { CheckEmail } from '@/components/auth/CheckEmail';
import { EmailField } from '@/components/auth/EmailField';
import { textLinkStyles } from '@/components/auth/text-link-styles';

/** Asking for a link to choose a new password. */
export function ResetPasswordPage() {
  useDocumentTitle('Reset your password');
  const { sendReset } = useAuth();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    schema: resetSchema,
    initial: { email: '' },
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
      footer={
        <Link to="/sign-in" className={textLinkStyles}>
          Back to sign in
        </Link>
      }
    >
      <AuthForm form={form} action="Send the link">
        <EmailField value={form.values.email} onValueChange={(email) => form.set('email', email)} error={form.errors.email} />
      </AuthForm>
    </AuthLayout>
  );
}
