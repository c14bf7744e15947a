import type { Client } from './people.ts';
import type { Booking, SessionRow } from './test-transaction.ts';
import type { Database } from '../../../src/types/database.ts';

/** What the API answered to a write: the row, or the refusal as a browser gets it. */
export interface Answer {
  status: number;
  session: SessionRow | null;
  /** The reason code. */
  hint: string | null;
  code: string | null;
  message: string;
  details: Record<string, unknown>;
}

function readDetails(text: string | null | undefined): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text ?? '{}') as Record<string, unknown>) };
  } catch {
    return { text };
  }
}

/** Books through the API. */
export async function book(api: Client, booking: Booking): Promise<Answer> {
  // The generated type asks for every column without a default; the database fills them in.
  const sent = booking as Database['public']['Tables']['client_sessions']['Insert'];
  const { data, error, status } = await api.from('client_sessions').insert(sent).select().maybeSingle();
  return {
    status,
    session: data,
    hint: error?.hint ?? null,
    code: error?.code ?? null,
    message: error?.message ?? '',
    details: readDetails(error?.details),
  };
}

/** Books through the API, and throws when that is refused. */
export async function booked(api: Client, booking: Booking): Promise<SessionRow> {
  const answer = await book(api, booking);
  if (!answer.session) throw new Error(`not booked: ${answer.status} ${answer.hint ?? answer.code ?? ''} ${answer.message}`);
  return answer.session;
}
