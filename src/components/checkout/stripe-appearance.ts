import type { Appearance } from '@stripe/stripe-js';

/** Our tokens for Stripe's fields, which live in a frame and cannot see our style sheet. Read when they are drawn. */
export function stripeAppearance(): Appearance {
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
