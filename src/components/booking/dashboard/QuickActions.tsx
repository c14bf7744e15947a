import { CalendarClock, ExternalLink } from 'lucide-react';
import { LinkButton } from '@/components/ui/LinkButton';
import { BookForClient } from '../for-client/BookForClient';
import { ShareLink } from './ShareLink';
import type { Viewer } from './viewer';

/** What a therapist most often comes for, one press away. */
export function QuickActions({ slug, viewer }: { slug: string; viewer: Viewer }) {
  return (
    <div className="flex flex-wrap gap-2">
      <BookForClient viewer={viewer} size="sm" />
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
