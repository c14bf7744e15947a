import type { Submission } from './checkout-phase';

/** How one try to pay ended, at Stripe or at the sandbox. */
export type PaymentAttempt =
  /** Taken, or still being taken; only the database says whether the session is paid. */
  | { outcome: Submission }
  /** The bank wants to see the payer first; the browser leaves for this address. */
  | { outcome: 'redirect'; url: string }
  | { outcome: 'failed'; code: string; message: string };

/**
 * What happened to a declined card and what may help. Codes are Stripe's
 * (https://docs.stripe.com/declines/codes); `fallback` is the provider's own sentence.
 */
export function failureText(code: string, fallback: string): string {
  switch (code) {
    case 'insufficient_funds':
      return 'The card does not have enough money on it. Try another card, or the same one after topping it up.';
    case 'card_declined':
    case 'generic_decline':
    case 'do_not_honor':
      return 'The bank declined the card and gave no reason. Try another card, or ask your bank.';
    case 'lost_card':
    case 'stolen_card':
    case 'pickup_card':
      return 'The bank declined the card. Try another one.';
    case 'expired_card':
      return 'The card has expired. Check the date, or try another card.';
    case 'incorrect_cvc':
    case 'invalid_cvc':
      return 'The security code is not right. It is the three or four digits on the card.';
    case 'incorrect_number':
    case 'invalid_number':
      return 'The card number is not right. Please check it.';
    case 'invalid_expiry_month':
    case 'invalid_expiry_year':
      return 'The expiry date is not right. Please check it.';
    case 'processing_error':
      return 'The bank could not process the card just now. Try again in a moment.';
    case 'card_velocity_exceeded':
      return 'The bank stopped the card after several tries. Use another card, or try again later.';
    case 'payment_intent_authentication_failure':
    case 'authentication_failed':
      return 'Your bank did not confirm that it was you. Try again, or use another card.';
    default:
      return fallback;
  }
}
