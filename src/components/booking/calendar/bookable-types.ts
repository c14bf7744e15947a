import type { SessionType } from '@/domain/session-type';

/** What a client can choose to book with one therapist: a session type, or one of the general names. */
export interface BookableType {
  /** Its name in the address. */
  slug: string;
  label: string;
  /** Null for the general names: the therapist has no session types, and the profile's durations and hourly rate apply. */
  sessionType: SessionType | null;
  /** Lengths in minutes, shortest first. */
  durations: readonly number[];
}

/** Choices where the therapist has no session types: three names for the same session, of the profile's durations and rate. */
const GENERAL_NAMES = [
  { slug: 'initial', label: 'Initial consultation' },
  { slug: 'follow-up', label: 'Follow-up' },
  { slug: 'check-in', label: 'Check-in' },
] as const;

/** A therapist's session types in their order, without first visits for a client who has been; without types, the general names. */
export function bookableTypes(types: readonly SessionType[], durations: readonly number[], hasVisited: boolean): BookableType[] {
  if (types.length === 0) return GENERAL_NAMES.map((name) => ({ ...name, sessionType: null, durations }));
  const allowed = types.filter((type) => !type.firstVisitOnly || !hasVisited);
  // A therapist with nothing but first visits: they are shown all the same, and the calendar says that there are no times.
  const shown = allowed.length > 0 ? allowed : types;
  const slugs = shown.map((type) => slugOf(type.name));
  return shown.map((type, index) => {
    const slug = slugs[index] ?? '';
    const unique = slug !== '' && slugs.indexOf(slug) === slugs.lastIndexOf(slug);
    return { slug: unique ? slug : type.id, label: type.name, sessionType: type, durations: type.durations };
  });
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** `60 min`, `30, 60 or 90 min`. */
export function durationsText(durations: readonly number[]): string {
  return `${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(durations.map(String))} min`;
}
