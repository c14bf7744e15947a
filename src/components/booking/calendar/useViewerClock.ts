import { useCallback, useState } from 'react';
import { isTimeZone } from '@/domain/time-zone';
import type { FormatOptions } from '@/domain/format';
import { useOwnClientProfile } from '@/data/clients/use-own-client-profile';
import { detectZone } from '@/lib/clock';

const STORED_ZONE = 'pcc.zone';

export interface ViewerClock {
  /** IANA zone times are shown in. */
  zone: string;
  setZone: (zone: string) => void;
  /** 12 or 24 hours: the client's preference, else the locale's habit. */
  format: FormatOptions;
}

/** The zone chosen on this browser, else the one it is set to: it is where the viewer is now that counts. */
function initialZone(): string {
  try {
    const stored = sessionStorage.getItem(STORED_ZONE);
    if (stored !== null && isTimeZone(stored)) return stored;
  } catch {
    // Storage may be forbidden; the detected zone serves as well.
  }
  return detectZone();
}

/** The clock the viewer reads times on, changeable in place; the choice lasts for the browser tab. */
export function useViewerClock(): ViewerClock {
  const [zone, choose] = useState(initialZone);
  const profile = useOwnClientProfile();
  const timeFormat = profile.data?.timeFormat ?? 'auto';
  const setZone = useCallback((next: string) => {
    choose(next);
    try {
      sessionStorage.setItem(STORED_ZONE, next);
    } catch {
      // Then the choice lasts until the page is left.
    }
  }, []);
  return { zone, setZone, format: { timeFormat } };
}
