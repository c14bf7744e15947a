import { useEffect, useRef } from 'react';
import { Check } from 'lucide-react';
import { Badge } from '@/components/ui/Badge';
import { CalendarChoices } from '@/components/ui/CalendarChoices';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Session } from '@/data/sessions/session';
import type { FormatOptions } from '@/domain/format';
import { neutralEvent } from '@/domain/ics';
import { policyTextAt } from '@/domain/policy';
import { whereText } from '@/domain/place';
import { paymentLabel, paymentTone, statusLabel, statusTone } from '@/domain/status';
import { SessionFactsList } from './SessionFactsList';

interface BookedViewProps {
  session: Session;
  zone: string;
  format: FormatOptions;
  /** The database's clock. */
  now: Date;
}

/** The booked session: what, when, where, a calendar entry, and how to change it. */
export function BookedView({ session, zone, format, now }: BookedViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The booking is confirmed: announced to screen readers.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const confirmed = session.status === 'confirmed';
  const event = neutralEvent(session, {
    withName: session.therapistName,
    location: whereText(session),
    url: `${window.location.origin}/booking?tab=sessions`,
  });
  return (
    <div className="mx-auto grid max-w-2xl gap-6 motion-safe:animate-rise">
      <header className="grid justify-items-start gap-3">
        <span aria-hidden className="grid size-12 place-items-center rounded-full bg-accent text-accent-ink">
          <Check className="size-6" strokeWidth={2.5} />
        </span>
        <h1 ref={heading} tabIndex={-1} className="text-title">
          {confirmed ? 'Your session is confirmed' : 'Your session is booked'}
        </h1>
        <p className="flex flex-wrap gap-2">
          <Badge tone={statusTone(session.status)}>{statusLabel(session.status)}</Badge>
          <Badge tone={paymentTone(session.paymentStatus)}>
            {session.paymentStatus === 'not_required' ? 'No payment needed' : paymentLabel(session.paymentStatus)}
          </Badge>
        </p>
      </header>
      <Card className="grid gap-6 p-5 sm:p-6">
        <SessionFactsList session={session} zone={zone} format={format} />
        <section aria-labelledby="add-to-calendar" className="grid gap-2.5 border-t border-line pt-5">
          <h2 id="add-to-calendar" className="font-sans text-base font-semibold tracking-normal">
            Add to your calendar
          </h2>
          <div className="flex flex-wrap gap-2">
            <CalendarChoices event={event} />
          </div>
          <p className="text-sm text-muted">The entry says only “{event.title}”, and where to change it.</p>
        </section>
      </Card>
      <section aria-labelledby="changing" className="grid gap-1">
        <h2 id="changing" className="font-sans text-base font-semibold tracking-normal">
          If your plans change
        </h2>
        <p className="text-muted">
          {policyTextAt(session, { startsAt: session.startsAt, zone, ...format }, now)} Everything about it is under your sessions.
        </p>
      </section>
      <div className="flex flex-wrap gap-2">
        <LinkButton to="/booking?tab=sessions">Your sessions</LinkButton>
        <LinkButton variant="secondary" to="/therapists">
          Find therapists
        </LinkButton>
      </div>
    </div>
  );
}
