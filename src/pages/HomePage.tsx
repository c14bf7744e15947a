import { Navigate } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { MonthDrawing } from '@/components/home/MonthDrawing';
import { LinkButton } from '@/components/ui/LinkButton';
import { TextLink } from '@/components/ui/TextLink';
import { useDocumentTitle } from '@/lib/use-document-title';

/** The start page: one sentence and one thing to do. Signed-in people go straight to their bookings. */
export function HomePage() {
  useDocumentTitle(undefined);
  const { status } = useAuth();
  if (status === 'signed_in') return <Navigate replace to="/booking" />;
  return (
    <div className="grid items-center gap-x-16 gap-y-12 pt-4 sm:pt-10 lg:min-h-[calc(100dvh-14rem)] lg:grid-cols-[1.2fr_1fr] lg:pt-0">
      <div className="grid justify-items-start gap-6">
        <h1 className="text-[clamp(2.25rem,1.3rem+4vw,3.625rem)] leading-[1.06] tracking-[-0.022em]">
          A time to talk, booked in a minute.
        </h1>
        <p className="max-w-[30rem] text-[1.125rem] leading-7 text-muted">
          See when a therapist is really free, in your own time zone, and have that time kept for you.
        </p>
        <div className="grid justify-items-start gap-4">
          <LinkButton to="/therapists" size="lg">
            Find a therapist
          </LinkButton>
          <p className="text-sm text-muted">
            Are you a therapist? <TextLink to="/sign-up?role=therapist">Open your calendar</TextLink>
          </p>
        </div>
      </div>
      <div className="w-full max-w-[25rem] lg:justify-self-end">
        <MonthDrawing />
      </div>
    </div>
  );
}
