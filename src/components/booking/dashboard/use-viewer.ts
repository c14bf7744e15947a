import { useAuth } from '@/components/auth/auth-context';
import { useOwnClientProfile } from '@/data/clients/use-own-client-profile';
import { detectZone } from '@/lib/clock';
import type { Viewer } from './viewer';

/** Who looks: the profile's zone, and a client's choice of clock. Null until somebody with a profile is signed in. */
export function useViewer(): Viewer | null {
  const { role, profile } = useAuth();
  const client = useOwnClientProfile();
  if (!profile || !role) return null;
  return {
    id: profile.id,
    fullName: profile.full_name,
    role,
    timeZone: profile.time_zone || detectZone(),
    timeFormat: client.data?.timeFormat ?? 'auto',
  };
}
