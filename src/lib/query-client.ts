import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isRetryable, toAppError } from '@/lib/errors';
import { logger } from '@/lib/logger';

/** Only what may pass by itself is tried again, twice; a refusal is an answer. */
function retry(failures: number, error: unknown): boolean {
  return failures < 2 && isRetryable(error);
}

/**
 * The app's cache. Slots and sessions set their own freshness (5 and 2 minutes); what is shown is fetched
 * again on focus and on reconnecting, because realtime promises nothing.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const { kind, code } = toAppError(error);
        if (kind === 'unexpected') logger.error('query.failed', error, { code, key: query.queryKey[0] });
      },
    }),
    defaultOptions: {
      queries: { retry, staleTime: 60_000, refetchOnWindowFocus: true, refetchOnReconnect: true },
      mutations: { retry: false },
    },
  });
}
