import { toInstant } from '@/data/read-row';
import type { Database } from '@/types/database';

type Functions = Database['public']['Functions'];
type OpenStarts = Functions['get_open_starts']['Returns'][number];
type Row = Functions['suggest_alternatives']['Returns'][number];

/** A start that can be booked now. Instants are ISO in UTC; the price is in main units of the therapist's currency. */
export interface AvailableSlot {
  startsAt: string;
  endsAt: string;
  price: number;
}

export const toAvailableSlot = (row: Row): AvailableSlot => ({
  startsAt: toInstant(row.starts_at),
  endsAt: toInstant(row.ends_at),
  price: row.price,
});

/** The starts of the compact answer, which says once what all of them share. */
export function toAvailableSlots({ duration_minutes, price, starts }: OpenStarts): AvailableSlot[] {
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
  return starts.map((start) => ({ startsAt: iso(start), endsAt: iso(start + duration_minutes * 60), price }));
}
