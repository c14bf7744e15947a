import { useCallback, useEffect, useState } from 'react';
import { CalendarX2 } from 'lucide-react';
import { useSearchParams } from 'react-router-dom';
import { useAuth } from '@/components/auth/auth-context';
import { useViewerClock } from '@/components/booking/calendar/useViewerClock';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useSession } from '@/data/sessions/use-session';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { toAppError } from '@/lib/errors';
import { useDocumentTitle } from '@/lib/use-document-title';
import { useNow } from '@/lib/use-now';
import { BookedView } from './BookedView';
import { CancelledView } from './CancelledView';
import { checkoutPhase, type CheckoutPhase } from './checkout-phase';
import { CheckoutSkeleton } from './CheckoutSkeleton';
import { ConfirmingView } from './ConfirmingView';
import { ExpiredView } from './ExpiredView';
import { PayView } from './PayView';
import { readPaymentReturn, withoutClientSecret, withoutPaymentReturn } from './payment-return';
import { useAwaitConfirmation } from './useAwaitConfirmation';

const TITLES: Record<CheckoutPhase, string> = {
  pay: 'Pay for your session',
  confirming: 'Confirming your session',
  booked: 'Your session is booked',
  expired: 'The time is no longer kept',
  cancelled: 'Session cancelled',
};

/** From the hold to the booked session. What it shows follows the database, by realtime and by asking. */
export function Checkout({ sessionId }: { sessionId: string }) {
  const { user } = useAuth();
  const [params, setParams] = useSearchParams();
  const returned = readPaymentReturn(params);
  const [paidHere, setPaidHere] = useState(false);
  const query = useSession(sessionId);
  useSessionsChannel(user?.id);
  const { now: serverNow } = useServerClock();
  const now = useNow(1_000, serverNow);
  const { zone, format } = useViewerClock();

  const session = query.data;
  const phase = session ? checkoutPhase(session, now, paidHere || returned === 'submitted') : null;
  const { refetch } = query;
  const late = useAwaitConfirmation(phase === 'confirming', refetch);
  useDocumentTitle(phase === null ? 'Checkout' : TITLES[phase]);

  const hasSecret = params.has('payment_intent_client_secret');
  useEffect(() => {
    if (hasSecret) setParams(withoutClientSecret, { replace: true, preventScrollReset: true });
  }, [hasSecret, setParams]);

  const submitted = useCallback(() => {
    setPaidHere(true);
    setParams(withoutPaymentReturn, { replace: true, preventScrollReset: true });
    void refetch();
  }, [setParams, refetch]);
  const outdated = useCallback(
    (code: string) => {
      if (code === 'ALREADY_PAID') setPaidHere(true);
      void refetch();
    },
    [refetch],
  );

  if (query.isPending) return <CheckoutSkeleton />;
  // An address that holds no id at all is refused rather than not found.
  if (query.isError && toAppError(query.error).code === 'INVALID_VALUE') return <NotYours />;
  if (query.isError) return <ErrorNotice error={query.error} title="This session could not be loaded" onRetry={() => void refetch()} />;
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
          returnedFailed={returned === 'failed'}
          onSubmitted={submitted}
          onOutdated={outdated}
        />
      );
    case 'confirming':
      return <ConfirmingView late={late} />;
    case 'booked':
      return <BookedView session={session} zone={zone} format={format} now={now} />;
    case 'expired':
      return <ExpiredView session={session} zone={zone} format={format} />;
    case 'cancelled':
      return <CancelledView session={session} />;
  }
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
