import { Suspense, useCallback, useState } from 'react';
import { CircleAlert } from 'lucide-react';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { Skeleton } from '@/components/ui/Skeleton';
import { useConfirmSandboxPayment } from '@/data/payments/use-confirm-sandbox-payment';
import type { PaymentIntent } from '@/data/payments/use-create-payment-intent';
import { formatMoney } from '@/domain/price';
import { env } from '@/lib/env';
import { toAppError } from '@/lib/errors';
import { lazyNamed } from '@/lib/first-load/lazy-named';
import type { CardInput } from './card-input';
import type { Submission } from './checkout-phase';
import { failureText, type PaymentAttempt } from './payment-attempt';
import { StripePaymentForm } from './StripePaymentForm';
import { useIntent } from './use-intent';

// Only where the sandbox takes the payments: real ones do without it and what it is made of.
const SandboxCardForm = lazyNamed(() => import('./SandboxCardForm'), 'SandboxCardForm');

interface PaymentStepProps {
  sessionId: string;
  /** Why the last try failed, if it did, in words for the payer. */
  lastFailure: string | null;
  onSubmitted: (submission: Submission) => void;
  onOutdated: (code: string) => void;
}

/** The card form: sends the card to Stripe or the sandbox, and says how the try ended. */
export function PaymentStep({ sessionId, lastFailure, onSubmitted, onOutdated }: PaymentStepProps) {
  const onProcessing = useCallback(() => onSubmitted('processing'), [onSubmitted]);
  const { intent, isPending, failure, retry } = useIntent(sessionId, { onOutdated, onProcessing });
  const [declined, setDeclined] = useState(lastFailure);

  const onAttempt = (attempt: PaymentAttempt) => {
    setDeclined(null);
    if (attempt.outcome === 'redirect') window.location.assign(attempt.url);
    else if (attempt.outcome === 'failed') setDeclined(failureText(attempt.code, attempt.message));
    else onSubmitted(attempt.outcome);
  };

  if (failure?.kind === 'auth') {
    return (
      <div className="grid justify-items-start gap-3">
        <ErrorNotice error={failure} title="You have been signed out" />
        <LinkButton to={`/sign-in?next=${encodeURIComponent(`/checkout/${sessionId}`)}`}>Sign in and pay</LinkButton>
      </div>
    );
  }
  if (failure !== null) {
    return <ErrorNotice error={failure} title="The payment could not be started. Your time is still kept." onRetry={retry} />;
  }
  if (intent === null || isPending) return <PaymentSkeleton />;
  return (
    <div className="grid gap-4">
      {declined !== null && <Declined text={declined} />}
      <CardForm intent={intent} returnUrl={`${window.location.origin}/checkout/${sessionId}`} onAttempt={onAttempt} />
    </div>
  );
}

function CardForm(props: { intent: PaymentIntent; returnUrl: string; onAttempt: (attempt: PaymentAttempt) => void }) {
  const { intent, returnUrl, onAttempt } = props;
  const sandbox = useConfirmSandboxPayment();
  const payLabel = `Pay ${formatMoney(intent.amount, intent.currency)}`;
  if (env.stripeSandboxUrl === null) {
    return <StripePaymentForm clientSecret={intent.clientSecret} payLabel={payLabel} returnUrl={returnUrl} onAttempt={onAttempt} />;
  }
  const pay = (card: CardInput) =>
    sandbox.mutate(
      {
        paymentIntentId: intent.paymentIntentId,
        clientSecret: intent.clientSecret,
        card: { number: card.number, expMonth: card.expiry.month, expYear: card.expiry.year, cvc: card.cvc },
        returnUrl,
      },
      {
        onSuccess: (result) =>
          onAttempt(
            result.status === 'redirect'
              ? { outcome: 'redirect', url: result.url }
              : { outcome: result.status === 'processing' ? 'processing' : 'taken' },
          ),
        onError: (error) => onAttempt(failedAttempt(error)),
      },
    );
  return (
    <Suspense fallback={<PaymentSkeleton />}>
      <SandboxCardForm payLabel={payLabel} busy={sandbox.isPending} onPay={pay} />
    </Suspense>
  );
}

/** The reason behind a refusal: the bank's own (`decline_code`) where there is one, else what Stripe calls it. */
function failedAttempt(error: unknown): PaymentAttempt {
  const { code, details, message } = toAppError(error);
  const reason = typeof details.decline_code === 'string' ? details.decline_code : code.toLowerCase();
  return { outcome: 'failed', code: reason, message };
}

/** Announced at once: a payment that did not go through must not be missed. */
function Declined({ text }: { text: string }) {
  return (
    <div role="alert" className="flex items-start gap-3 rounded-field bg-bad-soft px-4 py-3.5 motion-safe:animate-rise">
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
      <div>
        <p className="font-semibold">The payment did not go through</p>
        <p className="text-sm">{text} Nothing was charged, and we still keep the time for you.</p>
      </div>
    </div>
  );
}

function PaymentSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4">
      <span role="status" className="sr-only">
        Preparing the payment
      </span>
      <Skeleton className="h-44 rounded-field" />
      <Skeleton className="h-16 rounded-field" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-16 rounded-field" />
        <Skeleton className="h-16 rounded-field" />
      </div>
      <Skeleton className="h-11 rounded-field" />
    </div>
  );
}
