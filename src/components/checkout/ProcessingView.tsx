import { Hourglass } from 'lucide-react';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
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
