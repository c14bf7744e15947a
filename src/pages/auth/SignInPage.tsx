import { Navigate } from 'react-router-dom';
import { SignInForm } from '@/components/auth/SignInForm';
import { useNext } from '@/components/auth/use-next';
import { useAuth } from '@/components/viewer/auth-context';
import { useDocumentTitle } from '@/lib/use-document-title';

/** Signing in; returns to `?next=`, or to /booking. */
export function SignInPage() {
  useDocumentTitle('Sign in');
  const { status } = useAuth();
  const { next } = useNext();
  return status === 'signed_in' ? <Navigate replace to={next ?? '/booking'} /> : <SignInForm />;
}
