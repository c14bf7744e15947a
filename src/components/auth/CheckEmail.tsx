import { MailCheck } from 'lucide-react';
import { LinkButton } from '@/components/ui/LinkButton';
import { AuthLayout } from './AuthLayout';

/** The same text whether or not the address has an account, so that the page does not tell who has one. */
export function CheckEmail({ email, what }: { email: string; what: string }) {
  return (
    <AuthLayout title="Check your email">
      <div role="status" className="grid justify-items-start gap-4">
        <span aria-hidden="true" className="grid size-11 place-items-center rounded-full bg-accent-soft text-accent">
          <MailCheck strokeWidth={1.75} className="size-5" />
        </span>
        <p>
          We sent a link to <strong className="font-semibold break-all">{email}</strong>. Open it to {what}.
        </p>
        <p className="text-sm text-muted">Nothing after a few minutes? Look in your spam folder, or try again.</p>
        <LinkButton to="/sign-in" variant="secondary">
          Back to sign in
        </LinkButton>
      </div>
    </AuthLayout>
  );
}
