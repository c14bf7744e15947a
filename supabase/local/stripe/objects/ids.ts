import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A random identifier in Stripe's look: `pi_3` + 23 letters and digits. */
export function newId(prefix: 'pi' | 'ch' | 're' | 'du' | 'evt' | 'pm' | 'req' | 'src' | 'txn'): string {
  const lead = prefix === 'req' ? '' : prefix === 'pi' || prefix === 'ch' || prefix === 're' ? '3' : '1';
  return `${prefix}_${lead}${randomText(prefix === 'req' ? 14 : 23)}`;
}

/** Random letters and digits, about 5.95 bits each. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    // 248 is the largest multiple of 62 in a byte: bytes above it would favour the first letters.
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  }
  return text;
}
