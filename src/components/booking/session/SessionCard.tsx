import { ChevronDown, Mail, Phone } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { SessionMoney } from './SessionMoney';
import { Avatar } from '@/components/ui/Avatar';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import type { Session } from '@/data/sessions/session';
import type { SessionEvent } from '@/data/sessions/session-event';
import { canCancel, policyTextAt, policyTextForTherapist } from '@/domain/policy';
import { isLive, isUpcoming } from '@/domain/status';
import { cn } from '@/lib/cn';
import type { Viewer } from '@/components/viewer/viewer';
import { reasonText } from '@/components/booking/lifecycle/history-text';
import { SessionActions } from '@/components/booking/lifecycle/SessionActions';
import { SessionBadges } from '@/components/booking/lifecycle/SessionBadges';
import { MovedNote, SessionHistory } from './SessionHistory';
import { SessionNotes } from './SessionNotes';
import { SessionWhen } from './SessionWhen';

interface SessionCardProps {
  session: Session;
  viewer: Viewer;
  now: Date;
  /** The one an address points at: opened and brought into view. */
  focused?: boolean;
  /** Its last move, when it has been moved. */
  move?: SessionEvent | undefined;
}

const LINK = 'inline-flex min-h-6 items-center gap-2 text-muted underline-offset-2 hover:text-ink hover:underline';

/** One session as both parties see it: who, status, when, contact, the client's notes, and the actions. */
export function SessionCard({ session, viewer, now, focused = false, move }: SessionCardProps) {
  const { role } = viewer;
  const [open, setOpen] = useState(focused);
  const card = useRef<HTMLElement>(null);
  const headingId = useId();
  const detailsId = useId();
  const name = role === 'therapist' ? session.clientName : session.therapistName;
  const live = isLive(session, now);

  useEffect(() => {
    if (focused) card.current?.scrollIntoView({ block: 'center' });
  }, [focused]);

  return (
    <Card as="article" aria-labelledby={headingId} className={cn('relative grid gap-4 p-5 wrap-anywhere', focused && 'border-accent-line')}>
      <span ref={card} className="absolute" />
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          <Avatar name={name} size="md" className={live ? '' : 'opacity-60 grayscale'} />
          <div className="min-w-0">
            <h3 id={headingId} className={cn('font-serif text-heading', !live && 'text-muted')}>
              {name}
            </h3>
            <p className="text-sm text-muted">
              {session.sessionType}
              {role === 'therapist' && session.clientId === null ? ' · without an account' : null}
            </p>
          </div>
        </div>
        <SessionBadges session={session} now={now} />
      </header>
      <SessionWhen session={session} viewer={viewer} now={now} />
      {move && isUpcoming(session, now) ? <MovedNote move={move} session={session} viewer={viewer} now={now} /> : null}
      <div className="-my-1.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
        {role === 'therapist' && session.clientEmail ? (
          <a className={LINK} href={`mailto:${session.clientEmail}`}>
            <Mail aria-hidden="true" className="size-4" /> {session.clientEmail}
          </a>
        ) : null}
        {role === 'therapist' && session.clientPhone ? (
          <a className={LINK} href={`tel:${session.clientPhone.replaceAll(/[^\d+]/g, '')}`}>
            <Phone aria-hidden="true" className="size-4" /> {session.clientPhone}
          </a>
        ) : null}
        <SessionMoney session={session} viewer={viewer} now={now}>
          <Button variant="quiet" size="sm" aria-expanded={open} aria-controls={detailsId} onClick={() => setOpen(!open)}>
            {role === 'therapist' ? 'Notes and history' : 'History'}
            <ChevronDown aria-hidden="true" className={cn('size-4 transition-transform duration-150', open && 'rotate-180')} />
          </Button>
        </SessionMoney>
      </div>
      {session.notes ? (
        <div className="rounded-small bg-sunken px-4 py-3">
          <p className="text-xs font-semibold text-muted">{role === 'therapist' ? 'Client’s notes' : 'Your notes'}</p>
          <p className="mt-0.5 whitespace-pre-line">{session.notes}</p>
        </div>
      ) : null}
      {session.status === 'cancelled' && session.cancellationReason ? (
        <p className="text-sm text-muted">
          {session.cancellationReason === 'hold_expired' ? 'The time was let go: ' : 'Cancelled: '}
          {reasonText(session.cancellationReason)}
        </p>
      ) : null}
      <SessionActions session={session} viewer={viewer} now={now} />
      <div id={detailsId} hidden={!open} className={cn('gap-6 border-t pt-4', open && 'grid', role === 'therapist' && 'lg:grid-cols-2')}>
        {open && role === 'therapist' ? <SessionNotes sessionId={session.id} /> : null}
        {open ? (
          <div className="grid content-start gap-5">
            <section aria-label="History" className="grid content-start gap-2">
              <h4 className="text-sm font-semibold">History</h4>
              <SessionHistory sessionId={session.id} viewer={viewer} />
            </section>
            {canCancel(session, 'therapist', now).allowed && Date.parse(session.startsAt) > now.getTime() ? (
              <div className="grid gap-1 text-sm">
                <h4 className="font-semibold">Cancelling</h4>
                <p className="text-muted">
                  {role === 'therapist'
                    ? policyTextForTherapist({ ...session, zone: viewer.timeZone, timeFormat: viewer.timeFormat }, now)
                    : policyTextAt(session, { startsAt: session.startsAt, zone: viewer.timeZone, timeFormat: viewer.timeFormat }, now)}
                </p>
              </div>
            ) : null}
          </div>
        ) : null}
      </div>
    </Card>
  );
}
