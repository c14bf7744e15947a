import { useEffect, useRef, useState } from 'react';
import type { FreeSlot } from '@/components/booking/times/free-slot';
import { takenSlots, type TakenSlot } from '@/components/booking/times/taken-slots';

interface Watched {
  /** What the slots are of: after a change of month or duration, missing starts were not taken. */
  key: string;
  slots: readonly FreeSlot[];
}

/**
 * Starts that were on this screen and have been taken since, until they are free again or something else is shown.
 * `earliest` says before what instant nothing can be booked anyway.
 */
export function useTakenSlots(key: string, slots: readonly FreeSlot[] | undefined, earliest: () => Date): readonly TakenSlot[] {
  const before = useRef<Watched | null>(null);
  const [taken, setTaken] = useState<{ key: string; slots: readonly TakenSlot[] }>({ key, slots: [] });

  useEffect(() => {
    if (slots === undefined) return;
    const last = before.current;
    before.current = { key, slots };
    if (last?.key !== key || last.slots === slots) return;
    const gone = takenSlots(last.slots, slots, earliest());
    const listed = new Set(slots.map((slot) => slot.startsAt));
    setTaken((known) => ({
      key,
      slots: [...(known.key === key ? known.slots.filter((slot) => !listed.has(slot.startsAt)) : []), ...gone],
    }));
  }, [key, slots, earliest]);

  return taken.key === key ? taken.slots : [];
}
