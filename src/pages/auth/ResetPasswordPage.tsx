import { ResetPasswordForm } from '@/components/auth/ResetPasswordForm';
import { useDocumentTitle } from '@/lib/use-document-title';

/** Asking for a link to choose a new password. */
export function ResetPasswordPage() {
  useDocumentTitle('Reset your password');
  return <ResetPasswordForm />;
}
