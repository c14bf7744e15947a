import { useSyncExternalStore } from 'react';
import { isTimeZone } from '@/domain/time-zone';

const STORED_ZONE = 'pcc.zone';
const listeners = new Set<() => void>();
/** Holds the choice where storage is forbidden; it then lasts until the page is left. */
let unstored: string | null = null;

function read(): string | null {
  try {
    const stored = sessionStorage.getItem(STORED_ZONE);
    return stored !== null && isTimeZone(stored) ? stored : unstored;
  } catch {
    return unstored;
  }
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

/** Shows times in another zone for as long as this browser tab lasts; null goes back to the profile's, or the device's. */
export function chooseZone(zone: string | null): void {
  unstored = null;
  try {
    if (zone === null) sessionStorage.removeItem(STORED_ZONE);
    else sessionStorage.setItem(STORED_ZONE, zone);
  } catch {
    unstored = zone;
  }
  for (const notify of listeners) notify();
}

/** The zone chosen on a calendar in this browser tab, or null. The same everywhere in the app, at once. */
export function useChosenZone(): string | null {
  return useSyncExternalStore(subscribe, read);
}
