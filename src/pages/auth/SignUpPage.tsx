import { Navigate, useSearchParams } from 'react-router-dom';
import { SignUpForm } from '@/components/auth/SignUpForm';
import { useNext } from '@/components/auth/use-next';
import { useAuth } from '@/components/viewer/auth-context';
import { useDocumentTitle } from '@/lib/use-document-title';

const firstPage = { therapist: '/booking?tab=availability', client: '/therapists' } as const;

/** Making an account; returns to `?next=`, or to where the new role starts. `?role=therapist` preselects. */
export function SignUpPage() {
  useDocumentTitle('Create an account');
  const { status, role } = useAuth();
  const [params] = useSearchParams();
  const { next } = useNext();
  if (status === 'signed_in') return <Navigate replace to={next ?? firstPage[role ?? 'client']} />;
  return <SignUpForm initialRole={params.get('role') === 'therapist' ? 'therapist' : 'client'} />;
}
