import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Session } from '@/data/sessions/session';
import { formatTime, relativeDay } from '@/domain/format';
import { formatMoney } from '@/domain/price';
import { zoneCity } from '@/domain/time-zone';
import { CancelDialog } from '../session/CancelDialog';
import { HoldCountdown } from '../session/HoldCountdown';
import type { Viewer } from './viewer';

interface AwaitingPaymentProps {
  sessions: readonly Session[];
  viewer: Viewer;
  now: Date;
}

/** Held times that are lost unless they are paid for, with what is left of each. */
export function AwaitingPayment({ sessions, viewer, now }: AwaitingPaymentProps) {
  const [cancelling, setCancelling] = useState<Session | null>(null);
  return (
    <section aria-labelledby="paying-heading" className="grid gap-3">
      <h2 id="paying-heading" className="text-heading">
        Waiting for payment
      </h2>
      {sessions.map((session) => (
        <Card key={session.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-warn/30 bg-warn-soft/40 px-5 py-4">
          <div className="min-w-0">
            <p className="font-semibold break-words">{session.therapistName}</p>
            <p className="text-sm tabular-nums">
              {relativeDay(session.startsAt, viewer.timeZone, now)}, {formatTime(session.startsAt, viewer.timeZone, viewer)} {zoneCity(viewer.timeZone)}
            </p>
            <p className="text-sm text-warn">
              {session.paymentStatus === 'failed' ? 'The last card was declined; your time is still kept. ' : 'Your time is kept. '}
              {session.holdExpiresAt ? <HoldCountdown until={session.holdExpiresAt} /> : null}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button variant="quiet" onClick={() => setCancelling(session)}>
              Let it go
            </Button>
            <LinkButton to={`/checkout/${session.id}`}>Pay {formatMoney(session.price, session.currency)}</LinkButton>
          </div>
        </Card>
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
