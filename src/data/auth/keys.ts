/** Cache keys of who is signed in. Invalidate `authKeys.identity(id)` after changing a name or a zone. */
export const authKeys = {
  all: ['auth'] as const,
  identity: (userId: string) => [...authKeys.all, 'identity', userId] as const,
};
