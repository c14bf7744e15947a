/** True when every word of the search is found in one of the texts, in upper or lower case. An empty search finds all. */
export function hasEveryWord(texts: readonly string[], search: string): boolean {
  const text = texts.join('\n').toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The texts of a session that people look for. */
export interface SearchableSession {
  clientName: string;
  clientEmail: string;
  clientPhone: string;
  therapistName: string;
  sessionType: string;
  notes: string;
}

/** True when every word of the search is found in one of the session's texts. */
export function matchesSearch(session: SearchableSession, search: string): boolean {
  const { clientName, clientEmail, clientPhone, therapistName, sessionType, notes } = session;
  return hasEveryWord([clientName, clientEmail, clientPhone, therapistName, sessionType, notes], search);
}
