import { useState } from 'react';
import type { SessionType } from '@/data/session-types/session-type';
import { useSessionTypes } from '@/data/session-types/use-session-types';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { lengthOfType } from '@/domain/session-type';

/** What is being offered: one of the therapist's types (null: they have none) and one of its lengths. */
export interface OfferChoice {
  types: readonly SessionType[];
  type: SessionType | null;
  lengths: readonly number[];
  minutes: number;
  /** While the types load: nothing asked of the calendar now would be right. */
  pending: boolean;
  /** While they load again: what was chosen may be on offer no more. */
  renewing: boolean;
  choose: (change: { typeId?: string; minutes?: number }) => void;
}

const NONE: readonly SessionType[] = [];

/** A choice among what a therapist offers; a choice that is withdrawn falls back to the first. */
export function useOfferChoice(profile: TherapistProfile): OfferChoice {
  const query = useSessionTypes(profile.id);
  const [chosen, setChosen] = useState<{ typeId: string | null; minutes: number | null }>({ typeId: null, minutes: null });
  const types = query.data ?? NONE;
  const type = types.find(({ id }) => id === chosen.typeId) ?? types[0] ?? null;
  return {
    types,
    type,
    lengths: type?.durations ?? profile.durations,
    minutes: type
      ? lengthOfType(type, chosen.minutes, profile.defaultDurationMinutes)
      : lengthOfType(profile, chosen.minutes, profile.defaultDurationMinutes),
    pending: query.isPending,
    renewing: query.isFetching,
    choose: (change) => setChosen((current) => ({ ...current, ...change })),
  };
}
