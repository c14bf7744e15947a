import { Hourglass } from 'lucide-react';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import { Spinner } from '@/components/ui/Spinner';
import { formatTime, type FormatOptions } from '@/domain/format';

interface ProcessingViewProps {
  /** Null: the session is confirmed already, and its time is not in question. */
  holdExpiresAt: string | null;
  zone: string;
  format: FormatOptions;
}

/** Paid, and the bank has not decided yet: says what that means, and that there is nothing to do. */
export function ProcessingView({ holdExpiresAt, zone, format }: ProcessingViewProps) {
  return (
    <Card className="mx-auto grid max-w-xl justify-items-start gap-4 p-6 sm:p-8">
      <span aria-hidden className="grid size-12 place-items-center rounded-full bg-info-soft text-info">
        <Hourglass className="size-6" />
      </span>
      <div className="grid gap-1.5" role="status">
        <h1 className="text-title">Your bank is working on the payment</h1>
        <p className="text-muted">
          It has not said yet whether the money comes. You need not wait here, and you must not pay again: this page and your sessions show
          what it decides.
        </p>
        {holdExpiresAt === null ? null : (
          <p className="text-muted">
            The time is kept for you until {formatTime(holdExpiresAt, zone, format)}. Should it take longer and somebody else book the time,
            all of the payment goes back to your card.
          </p>
        )}
      </div>
      <LinkButton variant="secondary" to="/booking?tab=sessions">
        Your sessions
      </LinkButton>
    </Card>
  );
}

/** The payment is made; the booking is being confirmed. `late`: it has taken longer than it should. */
export function ConfirmingView({ late }: { late: boolean }) {
  return (
    <Card className="mx-auto grid max-w-xl justify-items-center gap-3 px-6 py-12 text-center">
      <Spinner className="size-7 text-accent" />
      <h1 className="text-heading">Confirming your session</h1>
      <p role="status" className="max-w-md text-muted">
        {late
          ? 'This is taking longer than usual. You can close this page: nothing is charged twice, and the session appears under your sessions as soon as the payment is confirmed.'
          : 'Your payment went through. This takes a moment; the page moves on by itself.'}
      </p>
    </Card>
  );
}
