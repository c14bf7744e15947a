/** The texts of a session that people look for. */
export interface SearchableSession {
  clientName: string;
  clientEmail: string;
  clientPhone: string;
  therapistName: string;
  sessionType: string;
  notes: string;
}

/** True when every word of the search is found in one of the session's texts, in upper or lower case. An empty search finds all. */
export function matchesSearch(session: SearchableSession, search: string): boolean {
  const { clientName, clientEmail, clientPhone, therapistName, sessionType, notes } = session;
  const text = [clientName, clientEmail, clientPhone, therapistName, sessionType, notes].join('\n').toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
