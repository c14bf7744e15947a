import type { RowCache } from '@/data/row-cache';
import { toAppError } from '@/lib/errors';
import { sessionKeys } from './keys';
import { selectSessions, toSession, type Session } from './session';

/** The sessions that lists show, each once. Reading them throws AppError. */
export const sessionRows: RowCache<Session> = {
  keyOf: sessionKeys.detail,
  fetchRows: async (ids, signal) => {
    const query = selectSessions().in('id', ids);
    const { data, error } = await (signal ? query.abortSignal(signal) : query);
    if (error) throw toAppError(error);
    return data.map(toSession);
  },
};
