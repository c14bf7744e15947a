/** What to say when the sender gave no sentence fit for people. Each says what to do next. */
export const errorMessages = {
  OFFLINE: 'We could not reach the server. Check your connection; nothing you entered is lost.',
  TRY_AGAIN: 'The server is busy for a moment. Please try again.',
  TIMEOUT: 'That took too long, so we stopped. Please try again.',
  ABORTED: 'That request was replaced by a newer one.',
  SIGNED_OUT: 'Your session has ended. Sign in again to carry on where you were.',
  FORBIDDEN: 'You are not allowed to do that with this account.',
  NOT_FOUND: 'We could not find that. It may have been removed.',
  DUPLICATE: 'That already exists.',
  INVALID_VALUE: 'One of the values is not allowed. Please check what you entered.',
  UNEXPECTED: 'Something went wrong on our side. Nothing was lost; please try again.',
} as const;

export type OwnErrorCode = keyof typeof errorMessages;

/** Supabase Auth's error codes, in our words. https://supabase.com/docs/guides/auth/debugging/error-codes */
export const authMessages: Readonly<Record<string, string>> = {
  invalid_credentials: 'That email and password do not match. Check both, or reset your password.',
  email_not_confirmed: 'Please open the link in the email we sent you first, then sign in.',
  user_already_exists: 'There is already an account with this email. Sign in instead.',
  email_exists: 'There is already an account with this email. Sign in instead.',
  weak_password: 'That password is too easy to guess. Use at least 8 characters, and not a common word.',
  same_password: 'That is already your password. Choose a new one.',
  email_address_invalid: 'That email address does not look right.',
  validation_failed: 'Please check the email address and the password.',
  over_request_rate_limit: 'Too many tries in a short time. Wait a minute, then try again.',
  over_email_send_rate_limit: 'We have just sent you an email. Wait a minute before asking for another.',
  otp_expired: 'That link has expired or was already used. Ask for a new one.',
  signup_disabled: 'New accounts cannot be made here at the moment.',
  user_banned: 'This account is closed. Please contact us.',
};
