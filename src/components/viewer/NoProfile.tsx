import { EmptyState } from '@/components/ui/EmptyState';
import { LinkButton } from '@/components/ui/LinkButton';

/** In place of a page for an account whose profile is missing. */
export function NoProfile() {
  return (
    <EmptyState
      title="Your account is not ready"
      description="It has no profile yet. Sign out and sign up again, or ask us for help."
      action={<LinkButton to="/">Back to the start</LinkButton>}
    />
  );
}
