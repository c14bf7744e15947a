import { CalendarClock, ExternalLink } from 'lucide-react';
import { LinkButton } from '@/components/ui/LinkButton';
import { ShareLink } from './ShareLink';

/** What a therapist most often comes for, one press away. */
export function QuickActions({ slug }: { slug: string }) {
  return (
    <div className="flex flex-wrap gap-2">
      <LinkButton variant="secondary" size="sm" to="/booking?tab=availability">
        <CalendarClock aria-hidden="true" className="size-4" /> Hours
      </LinkButton>
      <LinkButton variant="secondary" size="sm" to={`/therapists/${slug}`}>
        <ExternalLink aria-hidden="true" className="size-4" /> Your page
      </LinkButton>
      <ShareLink slug={slug} />
    </div>
  );
}
