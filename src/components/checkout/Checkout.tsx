import { useCallback, useEffect } from 'react';
import { CalendarX2 } from 'lucide-react';
import { useSearchParams } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { useViewerClock } from '@/components/viewer/use-viewer-clock';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { Skeleton } from '@/components/ui/Skeleton';
import type { Session } from '@/data/sessions/session';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useSession } from '@/data/sessions/use-session';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { toAppError } from '@/lib/errors';
import { useDocumentTitle } from '@/lib/use-document-title';
import { useNow } from '@/lib/use-now';
import { BookedView } from './BookedView';
import { CancelledView } from './CancelledView';
import { checkoutPhase, type CheckoutPhase, type Submission } from './checkout-phase';
import { ExpiredView } from './ExpiredView';
import { PayView } from './PayView';
import { failureText } from './payment-attempt';
import { readPaymentReturn, withoutClientSecret, withoutPaymentReturn, type PaymentReturn } from './payment-return';
import { ConfirmingView, ProcessingView } from './ProcessingView';
import { useSubmission } from './use-submission';
import { useAwaitConfirmation } from './use-await-confirmation';

const TITLES: Record<CheckoutPhase, string> = {
  pay: 'Pay for your session',
  confirming: 'Confirming your session',
  processing: 'Your bank is working on the payment',
  booked: 'Your session is booked',
  expired: 'The time is no longer kept',
  cancelled: 'Session cancelled',
};

/** From the hold to the booked session. What it shows follows the database, by realtime and by asking. */
export function Checkout({ sessionId }: { sessionId: string }) {
  const { user } = useAuth();
  const [params, setParams] = useSearchParams();
  const returned = readPaymentReturn(params);
  const query = useSession(sessionId);
  useSessionsChannel(user?.id);
  const { now: serverNow } = useServerClock();
  const now = useNow(1_000, serverNow);
  const { zone, format } = useViewerClock();

  const session = query.data;
  const { submission, submit } = useSubmission(session?.payment ?? null, returned);
  const phase = session ? checkoutPhase(session, now, submission) : null;
  const { refetch } = query;
  const late = useAwaitConfirmation(phase === 'confirming' || phase === 'processing', refetch);
  useDocumentTitle(phase === null ? 'Checkout' : TITLES[phase]);

  const hasSecret = params.has('payment_intent_client_secret');
  useEffect(() => {
    if (hasSecret) setParams(withoutClientSecret, { replace: true, preventScrollReset: true });
  }, [hasSecret, setParams]);

  const submitted = useCallback(
    (outcome: Submission) => {
      submit(outcome);
      setParams(withoutPaymentReturn, { replace: true, preventScrollReset: true });
      void refetch();
    },
    [submit, setParams, refetch],
  );
  const outdated = useCallback(
    (code: string) => {
      if (code === 'ALREADY_PAID') submit('taken');
      void refetch();
    },
    [submit, refetch],
  );

  if (query.isPending) return <CheckoutSkeleton />;
  // An address that holds no id at all is refused rather than not found.
  if (query.isLoadingError && toAppError(query.error).code === 'INVALID_VALUE') return <NotYours />;
  if (query.isLoadingError)
    return <ErrorNotice error={query.error} title="This session could not be loaded" onRetry={() => void refetch()} />;
  // A therapist may read the session, but only its client pays for it.
  if (!session || phase === null || session.clientId !== user?.id) return <NotYours />;
  switch (phase) {
    case 'pay':
      return (
        <PayView
          session={session}
          zone={zone}
          format={format}
          now={now}
          lastFailure={lastFailureOf(session, returned)}
          onSubmitted={submitted}
          onOutdated={outdated}
        />
      );
    case 'confirming':
      return <ConfirmingView late={late} />;
    case 'processing':
      return <ProcessingView holdExpiresAt={session.holdExpiresAt} zone={zone} format={format} />;
    case 'booked':
      return <BookedView session={session} zone={zone} format={format} now={now} />;
    case 'expired':
      return <ExpiredView session={session} zone={zone} format={format} />;
    case 'cancelled':
      return <CancelledView session={session} />;
  }
}

/** Why the last try to pay failed, if it did: the bank's page says it, or the database. */
function lastFailureOf({ payment }: Session, returned: PaymentReturn): string | null {
  if (returned === 'failed') return failureText('authentication_failed', '');
  return payment?.status === 'failed' ? payment.errorMessage : null;
}

function NotYours() {
  return (
    <>
      <h1 className="sr-only">Checkout</h1>
      <EmptyState
        icon={<CalendarX2 className="size-5" />}
        title="There is no such session in your account"
        description="It may belong to another account. Sign in with that one, or look at your sessions."
        action={<LinkButton to="/booking?tab=sessions">Your sessions</LinkButton>}
      />
    </>
  );
}

/** The shape of a checkout. */
function CheckoutSkeleton() {
  return (
    <div aria-busy="true" className="mx-auto grid max-w-4xl gap-6">
      <span role="status" className="sr-only">
        Loading your session
      </span>
      <Skeleton className="h-9 w-72" />
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
        <Skeleton className="h-80 rounded-card" />
        <div className="grid gap-4">
          <Skeleton className="h-16 rounded-field" />
          <Skeleton className="h-96 rounded-card" />
        </div>
      </div>
    </div>
  );
}
