import { Link, Navigate } from 'react-router-dom';
import { useAuth } from '@/components/auth/auth-context';
import { LinkButton } from '@/components/ui/LinkButton';
import { cn } from '@/lib/cn';
import { useDocumentTitle } from '@/lib/use-document-title';
import { textLinkStyles } from './auth/text-link-styles';

/** A month with some open days: `1` open, `2` the one chosen. Says nothing that the words beside it do not. */
const month = [0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 2, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0];

const dayStyles = ['bg-sunken', 'bg-accent-soft', 'bg-accent'] as const;

/** The front door: one sentence and one thing to do. Somebody signed in goes straight to their bookings. */
export function HomePage() {
  useDocumentTitle(undefined);
  const { status } = useAuth();
  if (status === 'signed_in') return <Navigate replace to="/booking" />;
  return (
    <div className="grid items-center gap-x-20 gap-y-12 py-6 sm:py-16 lg:grid-cols-[1.15fr_1fr] lg:py-24">
      <div className="grid justify-items-start gap-6">
        <h1 className="text-[clamp(2.25rem,1.3rem+4vw,3.5rem)] leading-[1.08] tracking-[-0.022em]">
          A time to talk, booked in a minute.
        </h1>
        <p className="max-w-[30rem] text-[1.125rem] leading-7 text-muted">
          See when a therapist is really free, in your own time zone, and keep that time for you.
        </p>
        <LinkButton to="/therapists" className="min-h-[3.25rem] px-6 text-base">
          Find a therapist
        </LinkButton>
        <p className="text-sm text-muted">
          Are you a therapist?{' '}
          <Link to="/sign-up?role=therapist" className={textLinkStyles}>
            Open your calendar
          </Link>
        </p>
      </div>
      <div aria-hidden="true" className="max-w-[26rem] rounded-card border border-line bg-surface p-6 shadow-raised max-lg:hidden">
        <div className="grid grid-cols-7 gap-1.5">
          {month.map((kind, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a fixed drawing
            <span key={index} className={cn('aspect-square rounded-small', dayStyles[kind])} />
          ))}
        </div>
        <div className="mt-6 grid grid-cols-3 gap-2 border-t border-line pt-6">
          <span className="h-10 rounded-field border border-line" />
          <span className="h-10 rounded-field border-2 border-accent bg-accent-soft" />
          <span className="h-10 rounded-field border border-line" />
        </div>
      </div>
    </div>
  );
}
