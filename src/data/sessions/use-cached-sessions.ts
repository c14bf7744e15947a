import { skipToken, useQueries } from '@tanstack/react-query';
import { sessionKeys } from './keys';
import type { Session } from './session';

const rows = (results: readonly { data: Session | null | undefined }[]) => results.flatMap(({ data }) => data ?? []);

/** The sessions of a list, in the order of its ids, as the cache has them now. Asks for nothing: `loadSessions` does. */
export function useCachedSessions(sessionIds: readonly string[]): Session[] {
  return useQueries({
    queries: sessionIds.map((id) => ({
      queryKey: sessionKeys.detail(id),
      queryFn: skipToken as typeof skipToken | (() => Promise<Session | null>),
    })),
    combine: rows,
  });
}
