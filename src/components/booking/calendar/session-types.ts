/** What a client can book, in the words both sides see, with the short form used in the address. */
export const SESSION_TYPES = [
  { slug: 'initial', label: 'Initial consultation' },
  { slug: 'follow-up', label: 'Follow-up' },
  { slug: 'check-in', label: 'Check-in' },
] as const;

export type SessionTypeSlug = (typeof SESSION_TYPES)[number]['slug'];

/** The slug of an address parameter, or `initial` when it is missing or unknown. */
export function sessionTypeSlug(value: string | null): SessionTypeSlug {
  return SESSION_TYPES.find((type) => type.slug === value)?.slug ?? 'initial';
}

/** The words stored with the session and shown everywhere. */
export function sessionTypeLabel(slug: SessionTypeSlug): string {
  return SESSION_TYPES.find((type) => type.slug === slug)?.label ?? SESSION_TYPES[0].label;
}
