import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useAuth } from '@/components/auth/auth-context';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { resetSchema } from '@/data/auth/schemas';
import { useDocumentTitle } from '@/lib/use-document-title';
import { useForm } from '@/lib/use-form';
import { AuthLayout } from './AuthLayout';
import { CheckEmail } from './CheckEmail';
import { textLinkStyles } from './text-link-styles';

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
        {form.failure && <ErrorNotice error={form.failure} />}
        <Button type="submit" loading={form.pending} className="mt-1">
          Send the link
        </Button>
      </form>
    </AuthLayout>
  );
}
