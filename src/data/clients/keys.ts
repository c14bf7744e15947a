/** Cache keys of client profiles. */
export const clientKeys = {
  all: ['clients'] as const,
  own: (userId: string) => [...clientKeys.all, 'own', userId] as const,
};
