import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Role } from '@/domain/session-facts';

/** Nobody has booked anything yet: what to do about it. */
export function NoSessions({ role }: { role: Role }) {
  return (
    <Card className="p-0">
      {role === 'therapist' ? (
        <EmptyState
          title="No sessions yet"
          description="Sessions appear here the moment a client books. Check that your hours are set and share your page."
          action={<LinkButton to="/booking?tab=availability">Look at your hours</LinkButton>}
        />
      ) : (
        <EmptyState
          title="Nothing booked yet"
          description="Find somebody you would like to see. You can look at free times before you decide anything."
          action={<LinkButton to="/therapists">Find therapists</LinkButton>}
        />
      )}
    </Card>
  );
}
