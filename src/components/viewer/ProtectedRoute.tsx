import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router-dom';
import { PageSkeleton } from '@/components/ui/PageSkeleton';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { useAuth } from './auth-context';

/** Shows its children to signed-in people; sends others to sign in, and back to this address after it. */
export function ProtectedRoute({ children }: { children: ReactNode }) {
  const { status, identityError, retry } = useAuth();
  const { pathname, search } = useLocation();
  if (status === 'loading') return <PageSkeleton />;
  if (status === 'signed_out') {
    return <Navigate replace to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} />;
  }
  if (identityError) {
    return <ErrorNotice error={identityError} onRetry={retry} title="We could not load your account" />;
  }
  return children;
}
