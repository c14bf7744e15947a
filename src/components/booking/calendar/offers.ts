import type { OfferedType } from '@/domain/session-type';

/** Something a client can book with one therapist: a type of theirs, or one of the general names. */
export interface Offer {
  /** How the address names it. */
  slug: string;
  label: string;
  /** Null for the general names, which mean nothing but themselves. */
  type: OfferedType | null;
  /** Lengths in minutes, shortest first. */
  durations: readonly number[];
}

/** What can be booked where a therapist has set up no types of their own: the same session under a name that helps. */
const GENERAL = [
  { slug: 'initial', label: 'Initial consultation' },
  { slug: 'follow-up', label: 'Follow-up' },
  { slug: 'check-in', label: 'Check-in' },
] as const;

/** A therapist's types in their order, without first visits for somebody who has been; else the general names. */
export function offersOf(types: readonly OfferedType[], durations: readonly number[], hasVisited: boolean): Offer[] {
  if (types.length === 0) return GENERAL.map((name) => ({ ...name, type: null, durations }));
  const open = types.filter((type) => !type.firstVisitOnly || !hasVisited);
  // With nothing but first visits on offer they are shown all the same, and the calendar says that there are no times.
  const shown = open.length > 0 ? open : types;
  const slugs = shown.map((type) => slugOf(type.name));
  return shown.map((type, index) => {
    const slug = slugs[index] ?? '';
    const unique = slug !== '' && slugs.indexOf(slug) === slugs.lastIndexOf(slug);
    return { slug: unique ? slug : type.id, label: type.name, type, durations: type.durations };
  });
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** `60 min`, `30, 60 or 90 min`. */
export function lengthsText(durations: readonly number[]): string {
  return `${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(durations.map(String))} min`;
}
