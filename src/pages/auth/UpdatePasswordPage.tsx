import { LinkExpired, UpdatePasswordForm } from '@/components/auth/UpdatePasswordForm';
import { PageSkeleton } from '@/components/ui/PageSkeleton';
import { useAuth } from '@/components/viewer/auth-context';
import { useDocumentTitle } from '@/lib/use-document-title';

/** Choosing a new password, from the link in the mail (which signs in) or while signed in. */
export function UpdatePasswordPage() {
  useDocumentTitle('Choose a new password');
  const { status } = useAuth();
  if (status === 'loading') return <PageSkeleton />;
  return status === 'signed_out' ? <LinkExpired /> : <UpdatePasswordForm />;
}
