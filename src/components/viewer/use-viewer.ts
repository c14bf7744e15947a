import { useAuth } from './auth-context';
import { useViewerClock } from './use-viewer-clock';
import type { Viewer } from './viewer';

/**
 * Who looks, and on which clock. A client keeps the zone chosen on a calendar; a therapist always works in the profile's,
 * which their hours are in. Null until a person with a profile is signed in.
 */
export function useViewer(): Viewer | null {
  const { role, profile } = useAuth();
  const { zone, format } = useViewerClock();
  if (!profile || !role) return null;
  return {
    id: profile.id,
    fullName: profile.full_name,
    role,
    timeZone: role === 'therapist' && profile.time_zone ? profile.time_zone : zone,
    timeFormat: format.timeFormat ?? 'auto',
  };
}
