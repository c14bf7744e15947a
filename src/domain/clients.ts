/** What is needed of a session to list a therapist's clients. */
export interface ClientFacts {
  /** Null for a guest. */
  clientId: string | null;
  clientName: string;
  clientEmail: string;
  clientPhone: string;
  startsAt: string;
  /** False when it was cancelled. */
  counts: boolean;
}

/** One of a therapist's clients. */
export interface KnownClient {
  /** Null for a guest: book for them by name and email. */
  id: string | null;
  name: string;
  /** Empty when unknown. */
  email: string;
  phone: string;
  /** Start (ISO) of their latest session that was not cancelled, past or to come; null when all were. */
  lastSession: string | null;
}

/**
 * The people in a therapist's sessions, by name. One email is one person, an account coming before a name typed by hand;
 * without an email, one name is. What is known of them is from their latest session.
 */
export function clientsOf(sessions: readonly ClientFacts[]): KnownClient[] {
  const latestFirst = sessions.toSorted((a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt));
  const accountOf = new Map<string, string>();
  for (const { clientId, clientEmail } of latestFirst) {
    if (clientId !== null && clientEmail !== '') accountOf.set(clientEmail.toLowerCase(), clientId);
  }
  const found = new Map<string, KnownClient>();
  // Accounts first, so that a guest with the same email adds to the account's entry.
  for (const session of latestFirst.toSorted((a, b) => Number(a.clientId === null) - Number(b.clientId === null))) {
    const email = session.clientEmail.toLowerCase();
    const id = session.clientId ?? accountOf.get(email) ?? null;
    const key = id ?? (email || `name:${session.clientName.trim().toLocaleLowerCase()}`);
    const client = found.get(key) ?? {
      id,
      name: session.clientName,
      email: session.clientEmail,
      phone: session.clientPhone,
      lastSession: null,
    };
    const later = session.counts && (client.lastSession === null || Date.parse(session.startsAt) > Date.parse(client.lastSession));
    found.set(key, later ? { ...client, lastSession: session.startsAt } : client);
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
