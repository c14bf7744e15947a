import type { QueryClient } from '@tanstack/react-query';
import { sessionKeys } from './keys';

/**
 * Marks sessions as changed, or all of them, and asks again for what shows them: first the sessions, so that the lists
 * read them anew.
 */
export async function refreshSessions(queryClient: QueryClient, changed: readonly string[] | 'all'): Promise<void> {
  const marked =
    changed === 'all'
      ? [queryClient.invalidateQueries({ queryKey: sessionKeys.one() })]
      : changed.map((id) => queryClient.invalidateQueries({ queryKey: sessionKeys.detail(id) }));
  const isList = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] !== sessionKeys.one()[1];
  await Promise.all([...marked, queryClient.invalidateQueries({ queryKey: sessionKeys.all, predicate: isList })]);
}
