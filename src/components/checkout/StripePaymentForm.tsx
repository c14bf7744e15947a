import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import type { PaymentAttempt } from './payment-attempt';
import { usePaymentElement } from './use-payment-element';

interface StripePaymentFormProps {
  clientSecret: string;
  payLabel: string;
  /** Where the bank sends the browser back to; absolute. */
  returnUrl: string;
  onAttempt: (attempt: PaymentAttempt) => void;
}

/** Stripe's Payment Element, so that card data goes to Stripe and never through us. */
export function StripePaymentForm(props: StripePaymentFormProps) {
  const [tries, setTries] = useState(0);
  // A new key is a new element: one that failed to load cannot be revived.
  return <ElementForm key={tries} {...props} onRetry={() => setTries(tries + 1)} />;
}

function ElementForm({ clientSecret, payLabel, returnUrl, onAttempt, onRetry }: StripePaymentFormProps & { onRetry: () => void }) {
  const { place, loaded, ready, failure } = usePaymentElement(clientSecret);
  const [busy, setBusy] = useState(false);

  const pay = async (event: FormEvent) => {
    event.preventDefault();
    if (!loaded || busy) return;
    setBusy(true);
    const { error, paymentIntent } = await loaded.stripe.confirmPayment({
      elements: loaded.elements,
      confirmParams: { return_url: returnUrl },
      redirect: 'if_required',
    });
    setBusy(false);
    // A field that is filled in wrongly is said beside the field, by the element itself.
    if (error?.type === 'validation_error') return;
    onAttempt(
      error
        ? {
            outcome: 'failed',
            code: error.decline_code ?? error.code ?? 'unknown',
            message: error.message ?? 'The payment did not go through.',
          }
        : { outcome: paymentIntent.status === 'processing' ? 'processing' : 'taken' },
    );
  };

  if (failure !== null) return <ErrorNotice error={failure} title="The card form could not be loaded" onRetry={onRetry} />;
  return (
    <form onSubmit={(event) => void pay(event)} aria-label="Card" aria-busy={!ready} className="grid gap-4">
      <div className="relative min-h-52">
        {!ready && (
          <div className="absolute inset-0 grid content-start gap-4">
            <Skeleton className="h-16 rounded-field" />
            <Skeleton className="h-16 rounded-field" />
            <Skeleton className="h-12 rounded-field" />
          </div>
        )}
        <div ref={place} />
      </div>
      <Button type="submit" loading={busy} disabled={!ready} className="w-full">
        {payLabel}
      </Button>
    </form>
  );
}
