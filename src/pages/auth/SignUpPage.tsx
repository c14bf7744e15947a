import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { useDocumentTitle } from '@/lib/use-document-title';
import { AuthLayout } from '@/components/auth/AuthLayout';
import { CheckEmail } from '@/components/auth/CheckEmail';
import { SignUpForm } from '@/components/auth/SignUpForm';
import { textLinkStyles } from '@/components/auth/text-link-styles';
import { useNext } from '@/components/auth/use-next';

const firstPage = { therapist: '/booking?tab=availability', client: '/therapists' } as const;

/** Making an account; returns to `?next=`, or to where the new role starts. `?role=therapist` preselects. */
export function SignUpPage() {
  useDocumentTitle('Create an account');
  const { status, role } = useAuth();
  const [params] = useSearchParams();
  const { next, keep } = useNext();
  const [unconfirmed, setUnconfirmed] = useState<string | null>(null);

  if (status === 'signed_in') return <Navigate replace to={next ?? firstPage[role ?? 'client']} />;
  if (unconfirmed) return <CheckEmail email={unconfirmed} what="finish creating your account" />;
  return (
    <AuthLayout
      title="Create an account"
      description={next ? 'Then you go straight back to where you were.' : undefined}
      footer={
        <>
          Already have one?{' '}
          <Link to={keep('/sign-in')} className={textLinkStyles}>
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm
        initialRole={params.get('role') === 'therapist' ? 'therapist' : 'client'}
        next={next ?? '/booking'}
        onUnconfirmed={setUnconfirmed}
      />
    </AuthLayout>
  );
}
