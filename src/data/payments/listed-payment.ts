import type { QueryData } from '@supabase/supabase-js';
import { toInstant } from '@/data/read-row';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { PAYMENT_COLUMNS, toPayment } from './payment';

const LISTED_COLUMNS =
  `${PAYMENT_COLUMNS}, session:client_sessions!inner(id, therapist_id, client_id, client_name, session_type, starts_at, ends_at, time_zone, duration_minutes, status, payment_status, therapist:therapist_profiles(full_name, slug, location))` as const;

/** Payments the caller may see, each with its session. */
export function selectListed() {
  return supabase.from('payments').select(LISTED_COLUMNS);
}
type Row = QueryData<ReturnType<typeof selectListed>>[number];

/** A payment with the session it is for, as a list and a receipt show it. */
export function toListedPayment(row: Row) {
  const { session } = row;
  const payment = toPayment(row);
  return {
    ...payment,
    /** The date it counts by: when it was paid, else when it was begun. ISO. */
    at: payment.paidAt ?? payment.createdAt,
    clientName: session.client_name,
    therapistName: session.therapist.full_name,
    therapistSlug: session.therapist.slug,
    therapistLocation: session.therapist.location,
    sessionType: session.session_type,
    startsAt: toInstant(session.starts_at),
    endsAt: toInstant(session.ends_at),
    /** The therapist's zone when it was booked. */
    timeZone: session.time_zone,
    durationMinutes: session.duration_minutes,
    sessionStatus: session.status,
    paymentStatus: session.payment_status,
  };
}
export type ListedPayment = ReturnType<typeof toListedPayment>;

/** The payments with these ids, in any order; at most a hundred, as they are named in the address. Throws AppError. */
export async function fetchListed(ids: readonly string[], signal?: AbortSignal): Promise<ListedPayment[]> {
  const query = selectListed().in('id', ids);
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(toListedPayment);
}
