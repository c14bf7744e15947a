/** `client_sessions.place` and `session_types.place`. */
export const SESSION_PLACES = ['in_person', 'online', 'phone'] as const;
export type SessionPlace = (typeof SESSION_PLACES)[number];

/** Where a session takes place, as a label. */
export function placeLabel(place: SessionPlace): string {
  switch (place) {
    case 'in_person':
      return 'In person';
    case 'online':
      return 'Online';
    case 'phone':
      return 'By phone';
  }
}

/**
 * Where to go for a session: the therapist's address when it is in person, else `Online` or `By phone`. Without a place
 * (a therapist without session types) the address, or an empty string when there is none.
 */
export function whereText(session: { place: SessionPlace | null; location: string }): string {
  if (session.place === null) return session.location;
  return session.place === 'in_person' && session.location !== '' ? session.location : placeLabel(session.place);
}
