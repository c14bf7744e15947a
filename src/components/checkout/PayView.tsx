import { Card } from '@/components/ui/Card';
import type { Session } from '@/data/sessions/session';
import type { FormatOptions } from '@/domain/format';
import { policyTextAt } from '@/domain/policy';
import type { Submission } from './checkout-phase';
import { HoldBar } from './HoldBar';
import { PaymentStep } from './PaymentStep';
import { SessionFactsList } from './SessionFactsList';

interface PayViewProps {
  session: Session;
  zone: string;
  format: FormatOptions;
  /** The database's clock. */
  now: Date;
  lastFailure: string | null;
  onSubmitted: (submission: Submission) => void;
  onOutdated: (code: string) => void;
}

/** What is being paid for beside the card that pays for it, and how long the time is kept. */
export function PayView({ session, zone, format, now, ...step }: PayViewProps) {
  return (
    <div className="mx-auto grid max-w-4xl gap-6">
      <h1 className="text-title">Pay for your session</h1>
      {/* On a phone the summary comes first, then the clock, then the card. */}
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
        <Card as="section" aria-label="Your session" className="grid gap-5 p-5 sm:p-6">
          <SessionFactsList session={session} zone={zone} format={format} />
          <p className="border-t border-line pt-4 text-sm text-muted">
            {policyTextAt(session, { startsAt: session.startsAt, zone, ...format }, now)}
          </p>
        </Card>
        <section aria-label="Payment" className="grid gap-4">
          {session.holdExpiresAt !== null && <HoldBar expiresAt={session.holdExpiresAt} now={now} />}
          <Card className="p-5 sm:p-6">
            <PaymentStep sessionId={session.id} {...step} />
          </Card>
        </section>
      </div>
    </div>
  );
}
