import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Session } from '@/data/sessions/session';
import { formatMoney } from '@/domain/price';
import { CancelDialog } from '@/components/booking/lifecycle/CancelDialog';
import { HoldTimeLeft } from '@/components/booking/lifecycle/HoldTimeLeft';
import type { Viewer } from '@/components/viewer/viewer';
import { WhenInZones } from './WhenInZones';

interface AwaitingPaymentProps {
  sessions: readonly Session[];
  viewer: Viewer;
  now: Date;
}

/** The client's holds to pay for, each with the time left. */
export function AwaitingPayment({ sessions, viewer, now }: AwaitingPaymentProps) {
  const [cancelling, setCancelling] = useState<Session | null>(null);
  return (
    <section aria-labelledby="paying-heading" className="grid gap-3">
      <h2 id="paying-heading" className="text-heading">
        Waiting for payment
      </h2>
      {sessions.map((session) => (
        <article
          key={session.id}
          aria-label={session.therapistName}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card border border-warn/35 bg-warn-soft/45 px-5 py-4"
        >
          <div className="min-w-0">
            <p className="font-semibold wrap-anywhere">{session.therapistName}</p>
            <p className="text-sm">
              <WhenInZones session={session} viewer={viewer} now={now} />
            </p>
            <p className="text-sm text-warn">
              {session.paymentStatus === 'failed' ? 'The last card was declined; your time is still kept. ' : 'Your time is kept. '}
              {session.holdExpiresAt ? <HoldTimeLeft until={session.holdExpiresAt} /> : null}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button variant="quiet" onClick={() => setCancelling(session)}>
              Let it go
            </Button>
            <LinkButton to={`/checkout/${session.id}`}>Pay {formatMoney(session.price, session.currency)}</LinkButton>
          </div>
        </article>
      ))}
      {cancelling ? (
        <CancelDialog
          session={cancelling}
          viewer={viewer}
          now={now}
          open
          onOpenChange={(open) => {
            if (!open) setCancelling(null);
          }}
        />
      ) : null}
    </section>
  );
}
