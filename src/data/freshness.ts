const MINUTE_MS = 60_000;

/**
 * Fetched again on focus and on reconnecting even while fresh: realtime may lose messages, and a person who comes
 * back to a tab must not act on what it showed yesterday.
 */
const refetchOnReturn = { refetchOnWindowFocus: 'always', refetchOnReconnect: 'always' } as const;

/** Free times and working hours keep for five minutes. */
export const slotFreshness = { staleTime: 5 * MINUTE_MS, ...refetchOnReturn } as const;

/** Sessions, their history and payments keep for two. */
export const sessionFreshness = { staleTime: 2 * MINUTE_MS, ...refetchOnReturn } as const;
