/** Postgres' `timestamptz` as one spelling of the instant, so that equal instants are equal strings. */
export function toInstant(value: string): string {
  return new Date(value).toISOString();
}

/** As `toInstant`, for a column that may be null. */
export function toInstantOrNull(value: string | null): string | null {
  return value === null ? null : toInstant(value);
}

/** Postgres' `time` (`09:00:00`) as `HH:MM`; `24:00` stays. */
export function toWallTime(value: string): string {
  return value.slice(0, 5);
}
