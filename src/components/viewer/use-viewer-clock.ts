import { useAuth } from './auth-context';
import { useOwnClientProfile } from '@/data/clients/use-own-client-profile';
import type { FormatOptions } from '@/domain/format';
import { chooseZone, useChosenZone } from '@/lib/chosen-zone';
import { detectZone } from '@/lib/clock';

export interface ViewerClock {
  /** IANA zone times are shown in. */
  zone: string;
  setZone: (zone: string) => void;
  /** 12 or 24 hours: the client's preference, else the locale's habit. */
  format: FormatOptions;
}

/**
 * The clock the viewer reads times on: the zone chosen in this browser tab, else the profile's, else the device's. A
 * client's dashboard, the calendar and the checkout all use this order, so that one session never has two times.
 */
export function useViewerClock(): ViewerClock {
  const chosen = useChosenZone();
  const { profile } = useAuth();
  const { data: client } = useOwnClientProfile();
  return {
    zone: chosen ?? (profile?.time_zone || detectZone()),
    setZone: chooseZone,
    format: { timeFormat: client?.timeFormat ?? 'auto' },
  };
}
