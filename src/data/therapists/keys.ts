/** Cache keys of the directory and of therapist profiles. */
export const therapistKeys = {
  all: ['therapists'] as const,
  lists: () => [...therapistKeys.all, 'list'] as const,
  list: (search: string, page: number) => [...therapistKeys.lists(), { search, page }] as const,
  bySlug: (slug: string) => [...therapistKeys.all, 'slug', slug] as const,
  own: (userId: string) => [...therapistKeys.all, 'own', userId] as const,
};
