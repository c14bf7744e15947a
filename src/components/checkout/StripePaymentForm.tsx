import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { loadStripeOnce } from './load-stripe';
import type { PaymentAttempt } from './payment-attempt';
import { stripeAppearance } from './stripe-appearance';

interface StripePaymentFormProps {
  clientSecret: string;
  payLabel: string;
  /** Where the bank sends the browser back to. */
  returnUrl: string;
  onAttempt: (attempt: PaymentAttempt) => void;
}

/** Stripe's Payment Element, so that card data goes to Stripe and never through us. */
export function StripePaymentForm({ clientSecret, payLabel, returnUrl, onAttempt }: StripePaymentFormProps) {
  const place = useRef<HTMLDivElement>(null);
  const [tries, setTries] = useState(0);
  const [loaded, setLoaded] = useState<{ stripe: Stripe; elements: StripeElements } | null>(null);
  const [ready, setReady] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let gone = false;
    let unmount = () => {};
    loadStripeOnce()
      .then((stripe) => {
        if (gone || !stripe || !place.current) return;
        const elements = stripe.elements({ clientSecret, appearance: stripeAppearance() });
        const element = elements.create('payment');
        element.on('ready', () => setReady(true));
        element.on('loaderror', (event) => setFailure(new Error(event.error.message)));
        element.mount(place.current);
        unmount = () => element.destroy();
        setLoaded({ stripe, elements });
      })
      .catch((error: unknown) => {
        if (!gone) setFailure(error);
      });
    return () => {
      gone = true;
      unmount();
      setLoaded(null);
      setReady(false);
    };
  }, [clientSecret, tries]);

  const pay = async (event: FormEvent) => {
    event.preventDefault();
    if (!loaded || busy) return;
    setBusy(true);
    const { error } = await loaded.stripe.confirmPayment({
      elements: loaded.elements,
      confirmParams: { return_url: returnUrl },
      redirect: 'if_required',
    });
    setBusy(false);
    // A field that is filled in wrongly is said beside the field, by the element itself.
    if (error?.type === 'validation_error') return;
    onAttempt(
      error
        ? { outcome: 'failed', code: error.decline_code ?? error.code ?? 'unknown', message: error.message ?? 'The payment did not go through.' }
        : { outcome: 'submitted' },
    );
  };

  if (failure !== null) {
    return (
      <ErrorNotice
        error={failure}
        title="The card form could not be loaded"
        onRetry={() => {
          setFailure(null);
          setTries((count) => count + 1);
        }}
      />
    );
  }
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
