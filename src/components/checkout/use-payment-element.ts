import { useEffect, useRef, useState } from 'react';
import type { Appearance, Stripe, StripeElements } from '@stripe/stripe-js';
import { loadStripeOnce } from './load-stripe';

/** Our tokens for Stripe's fields, which live in a frame and cannot see our style sheet. Read when they are drawn. */
function stripeAppearance(): Appearance {
  const probe = document.createElement('span');
  document.body.append(probe);
  // Resolves light-dark() to a plain colour, which is all that Stripe accepts.
  const colour = (token: string) => {
    probe.style.color = `var(--pcc-${token})`;
    return getComputedStyle(probe).color;
  };
  const variables = {
    colorPrimary: colour('accent'),
    colorBackground: colour('surface'),
    colorText: colour('ink'),
    colorTextSecondary: colour('muted'),
    colorDanger: colour('bad'),
    borderRadius: '11px',
    fontFamily: 'system-ui, sans-serif',
    fontSizeBase: '16px',
  };
  probe.remove();
  return { theme: 'stripe', variables };
}

/**
 * Mounts Stripe's Payment Element for one intent into `place`. `ready` once it can be filled in; `failure` when the
 * script or the element could not be loaded.
 */
export function usePaymentElement(clientSecret: string) {
  const place = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<{ stripe: Stripe; elements: StripeElements } | null>(null);
  const [ready, setReady] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    let gone = false;
    let unmount = () => {};
    const mount = async () => {
      const stripe = await loadStripeOnce();
      if (gone || !stripe || !place.current) return;
      const elements = stripe.elements({ clientSecret, appearance: stripeAppearance() });
      const element = elements.create('payment');
      element.on('ready', () => setReady(true));
      element.on('loaderror', (event) => setFailure(new Error(event.error.message)));
      element.mount(place.current);
      unmount = () => element.destroy();
      setLoaded({ stripe, elements });
    };
    mount().catch((error: unknown) => {
      if (!gone) setFailure(error);
    });
    return () => {
      gone = true;
      unmount();
      setLoaded(null);
      setReady(false);
    };
  }, [clientSecret]);

  return { place, loaded, ready, failure };
}
