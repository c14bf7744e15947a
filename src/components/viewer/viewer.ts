import type { TimeFormat } from '@/domain/format';
import type { Role } from '@/domain/session-facts';

/** Who looks at the screen, and how times are shown to them. */
export interface Viewer {
  id: string;
  fullName: string;
  role: Role;
  /** IANA zone; every time on the screen is in it first. */
  timeZone: string;
  timeFormat: TimeFormat;
}
