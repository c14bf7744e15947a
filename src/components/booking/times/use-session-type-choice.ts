import { useState } from 'react';
import type { SessionType } from '@/domain/session-type';
import { useSessionTypes } from '@/data/session-types/use-session-types';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { durationOfType } from '@/domain/session-type';

/** A session type chosen among a therapist's (null: they have none, and the profile's durations apply), and one of its durations. */
export interface SessionTypeChoice {
  types: readonly SessionType[];
  type: SessionType | null;
  durations: readonly number[];
  minutes: number;
  /** While the types load: free times asked for now would be of the wrong type. */
  pending: boolean;
  /** While they load again: the one chosen may have been paused or removed. */
  renewing: boolean;
  choose: (change: { typeId?: string; minutes?: number }) => void;
}

const NONE: readonly SessionType[] = [];

/** The choice of a session type and its duration. A type that is paused or removed falls back to the first. */
export function useSessionTypeChoice(profile: TherapistProfile): SessionTypeChoice {
  const query = useSessionTypes(profile.id);
  const [chosen, setChosen] = useState<{ typeId: string | null; minutes: number | null }>({ typeId: null, minutes: null });
  const types = query.data ?? NONE;
  const type = types.find(({ id }) => id === chosen.typeId) ?? types[0] ?? null;
  return {
    types,
    type,
    durations: type?.durations ?? profile.durations,
    minutes: type
      ? durationOfType(type, chosen.minutes, profile.defaultDurationMinutes)
      : durationOfType(profile, chosen.minutes, profile.defaultDurationMinutes),
    pending: query.isPending,
    renewing: query.isFetching,
    choose: (change) => setChosen((current) => ({ ...current, ...change })),
  };
}
