import { CalendarClock, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from '@/components/ui/LinkButton';
import { ShareLink } from './ShareLink';

/** A therapist's most frequent actions. `children`: actions of other features, shown first. */
export function QuickActions({ slug, children }: { slug: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-2">
      {children}
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
