/** A start that can be booked, as far as the screens need to know it. Instants are ISO strings in UTC. */
export interface FreeSlot {
  startsAt: string;
  endsAt: string;
  /** In the therapist's currency, main units. */
  price: number;
}

/** The zones and the clock a booking is read on. */
export interface BothZones {
  viewer: string;
  therapist: string;
}
