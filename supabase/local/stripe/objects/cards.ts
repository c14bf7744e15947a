/** What happens when a card is charged. */
export type CardBehaviour = {
  /** Ask the cardholder to authenticate (3-D Secure) before charging. */
  authenticate: boolean;
  /** How the charge ends, `null` for success. */
  decline: Decline | null;
  /** The cardholder's bank disputes the charge at once. */
  dispute?: true;
};

export type Decline = { code: string; declineCode: string | null; message: string };

export type TestCard = {
  /** Names usable instead of a number, `pm_card_…`. */
  names: string[];
  number: string;
  brand: string;
  funding: 'credit' | 'debit' | 'prepaid';
  country: string;
  label: string;
  behaviour: CardBehaviour;
};

const DECLINED = 'Your card was declined.';
export const genericDecline: Decline = { code: 'card_declined', declineCode: 'generic_decline', message: DECLINED };
const insufficientFunds: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};

const succeeds: CardBehaviour = { authenticate: false, decline: null };
const asksFor3ds: CardBehaviour = { authenticate: true, decline: null };

function card(
  number: string,
  names: string,
  label: string,
  behaviour: CardBehaviour = succeeds,
  extra: Partial<Pick<TestCard, 'brand' | 'funding' | 'country'>> = {},
): TestCard {
  return {
    number,
    names: names.split(' ').map((name) => `pm_card_${name}`),
    label,
    behaviour,
    brand: extra.brand ?? 'visa',
    funding: extra.funding ?? 'credit',
    country: extra.country ?? 'US',
  };
}

function declines(number: string, suffix: string, label: string, decline: Decline, authenticate = false): TestCard {
  // Stripe's documentation writes both pm_card_visa_chargeDeclined… and, for years, pm_card_chargeDeclined….
  return card(number, `chargeDeclined${suffix} visa_chargeDeclined${suffix}`, label, { authenticate, decline });
}

/** Stripe's test cards (https://docs.stripe.com/testing) that a card payment can meet. */
export const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'visa us', 'Succeeds'),
  card('4000056655665556', 'visa_debit', 'Succeeds', succeeds, { funding: 'debit' }),
  card('5555555555554444', 'mastercard', 'Succeeds', succeeds, { brand: 'mastercard' }),
  card('5200828282828210', 'mastercard_debit', 'Succeeds', succeeds, { brand: 'mastercard', funding: 'debit' }),
  card('5105105105105100', 'mastercard_prepaid', 'Succeeds', succeeds, { brand: 'mastercard', funding: 'prepaid' }),
  card('378282246310005', 'amex', 'Succeeds', succeeds, { brand: 'amex' }),
  card('6011111111111117', 'discover', 'Succeeds', succeeds, { brand: 'discover' }),
  card('3056930009020004', 'diners', 'Succeeds', succeeds, { brand: 'diners' }),
  card('3566002020360505', 'jcb', 'Succeeds', succeeds, { brand: 'jcb' }),
  card('6200000000000005', 'unionpay', 'Succeeds', succeeds, { brand: 'unionpay' }),
  card('4000008260000000', 'gb', 'Succeeds', succeeds, { country: 'GB' }),
  card('4000002760000016', 'de', 'Succeeds', succeeds, { country: 'DE' }),
  card('4000000000000259', 'createDispute', 'Succeeds, then is disputed', { ...succeeds, dispute: true }),
  declines('4000000000000002', '', 'Declined', genericDecline),
  declines('4000000000009995', 'InsufficientFunds', 'Declined: insufficient funds', insufficientFunds),
  declines('4000000000009987', 'LostCard', 'Declined: lost card', { ...genericDecline, declineCode: 'lost_card' }),
  declines('4000000000009979', 'StolenCard', 'Declined: stolen card', { ...genericDecline, declineCode: 'stolen_card' }),
  declines('4000000000000069', 'ExpiredCard', 'Declined: expired card', {
    code: 'expired_card',
    declineCode: null,
    message: 'Your card has expired.',
  }),
  declines('4000000000000127', 'IncorrectCvc', 'Declined: wrong security code', {
    code: 'incorrect_cvc',
    declineCode: null,
    message: "Your card's security code is incorrect.",
  }),
  declines('4000000000000119', 'ProcessingError', 'Declined: processing error', {
    code: 'processing_error',
    declineCode: null,
    message: 'An error occurred while processing your card. Try again in a little bit.',
  }),
  declines('4000000000006975', 'VelocityLimitExceeded', 'Declined: too many attempts', {
    code: 'card_declined',
    declineCode: 'card_velocity_exceeded',
    message: 'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  }),
  card('4000002500003155', 'authenticationRequiredOnSetup', '3-D Secure, then succeeds', asksFor3ds),
  card('4000002760003184', 'authenticationRequired', '3-D Secure, then succeeds', asksFor3ds),
  card('4000000000003220', 'threeDSecure2Required', '3-D Secure 2, then succeeds', asksFor3ds),
  card('4000000000003063', 'threeDSecureRequired', '3-D Secure, then succeeds', asksFor3ds),
  card('4000000000003055', 'threeDSecureOptional', 'Succeeds (3-D Secure offered, not asked)'),
  card('4000008400001629', 'threeDSecureRequiredChargeDeclined', '3-D Secure, then declined', {
    authenticate: true,
    decline: genericDecline,
  }),
  card('4000008260003178', 'authenticationRequiredChargeDeclinedInsufficientFunds', '3-D Secure, then insufficient funds', {
    authenticate: true,
    decline: insufficientFunds,
  }),
];

export function cardByName(name: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.names.includes(name));
}

export function cardByNumber(number: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.number === number);
}

/** The check digit every card number carries (ISO/IEC 7812-1). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  Array.from(number)
    .toReversed()
    .forEach((digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    });
  return /^\d{12,19}$/.test(number) && sum % 10 === 0;
}
