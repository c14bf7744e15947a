import { ArrowRight, CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useExplainOwnSlot, type SlotExplanation } from '@/data/availability/use-explain-own-slot';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { slotReasonText, whereHref } from '@/domain/slot-reason';
import { localDate } from '@/domain/time-zone';
import { resolveWallTime } from './wall-time';
import { WallTimeFields } from './WallTimeFields';

interface WhyNotProps {
  profile: TherapistProfile;
  durationMinutes: number;
  sessionTypeId: string | undefined;
  now: Date;
}

/** "Why is 15:00 not offered?": asks the database, and links to the setting that causes it. */
export function WhyNot({ profile, durationMinutes, sessionTypeId, now }: WhyNotProps) {
  const zone = profile.timeZone;
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState({ date: localDate(now, zone), time: '', later: false });
  const { startsAt } = resolveWallTime(asked, zone);
  const answer = useExplainOwnSlot(open && startsAt ? { startsAt, durationMinutes, sessionTypeId } : null);

  return (
    <details className="group mt-3 border-t pt-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-small text-sm font-semibold text-accent [&::-webkit-details-marker]:hidden">
        <CircleHelp aria-hidden="true" className="size-4 shrink-0" />
        Why is a time not offered?
      </summary>
      <div className="mt-2 grid gap-3">
        <WallTimeFields value={asked} onChange={setAsked} zone={zone} />
        <div role="status" aria-busy={answer.isFetching} className="min-h-10 text-sm">
          {startsAt === null ? (
            <p className="text-muted">Give the start you wonder about, such as 15:00.</p>
          ) : answer.isPending ? (
            <Skeleton className="h-10" />
          ) : answer.isLoadingError ? (
            <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
          ) : (
            <Answer answer={answer.data} profile={profile} />
          )}
        </div>
      </div>
    </details>
  );
}

function Answer({ answer, profile }: { answer: SlotExplanation; profile: TherapistProfile }) {
  const { text, where } = slotReasonText(answer.reason, profile);
  const href = where && (answer.sessionId ? `/booking?tab=sessions&session=${answer.sessionId}` : whereHref(where));
  return (
    <div
      className={
        answer.reason === 'open' ? 'rounded-field bg-accent-soft px-3.5 py-2.5 text-accent' : 'rounded-field bg-sunken px-3.5 py-2.5'
      }
    >
      <p>{text}</p>
      {where && href ? (
        <Link to={href} className="inline-flex min-h-8 items-center gap-1 font-semibold text-accent underline-offset-2 hover:underline">
          {where.label}
          <ArrowRight aria-hidden="true" className="size-3.5" />
        </Link>
      ) : null}
    </div>
  );
}
