/**
 * The browser's clock, in one place so that tests can hold it still.
 * It only draws the screen: what may be booked, and when a hold ends, is decided by the database's clock.
 */
export function systemNow(): Date {
  return new Date();
}

/** The IANA zone this browser is set to, or `UTC` when it will not say. */
export function detectZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
