import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useAvailabilityChannel } from '@/data/availability/use-availability-channel';
import { useAvailableSlots } from '@/data/availability/use-available-slots';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { addDays, dayOfWeek } from '@/domain/calendar-date';
import { formatDate, formatTime } from '@/domain/format';
import { localDate, startOfDay, zoneCity } from '@/domain/time-zone';
import { SessionTypeSelect } from './SessionTypeSelect';
import { useSessionTypeChoice } from './use-session-type-choice';
import { WhyNot } from './WhyNot';

interface ClientPreviewProps {
  profile: TherapistProfile;
  now: Date;
}

const ARROW =
  'grid size-9 place-items-center rounded-small text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink disabled:opacity-40';

/** Monday of the week that today is in, in the zone. */
function thisMonday(now: Date, zone: string): string {
  const today = localDate(now, zone);
  return addDays(today, -((dayOfWeek(today) + 6) % 7));
}

function weekName(weeks: number, monday: string): string {
  if (weeks === 0) return 'This week';
  return weeks === 1 ? 'Next week' : `Week of ${formatDate(monday)}`;
}

/** A week as the booking calendar lists it, from what is saved: what a change did shows after saving. */
export function ClientPreview({ profile, now }: ClientPreviewProps) {
  const zone = profile.timeZone;
  const [weeks, setWeeks] = useState(1);
  const choice = useSessionTypeChoice(profile);
  // A booking made elsewhere takes its times away here too.
  useAvailabilityChannel(profile.id);
  const monday = addDays(thisMonday(now, zone), 7 * weeks);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const slots = useAvailableSlots({
    therapistId: profile.id,
    from: startOfDay(monday, zone).toISOString(),
    to: startOfDay(addDays(monday, 7), zone).toISOString(),
    durationMinutes: choice.minutes,
    sessionTypeId: choice.type?.id,
  });

  return (
    <Card as="section" aria-label="What clients see" className="p-5">
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-sans text-base font-semibold tracking-normal">What clients see</h2>
        <div className="-my-1 -mr-2 flex">
          <button type="button" aria-label="Week before" className={ARROW} disabled={weeks === 0} onClick={() => setWeeks(weeks - 1)}>
            <ChevronLeft aria-hidden="true" className="size-4" />
          </button>
          <button type="button" aria-label="Week after" className={ARROW} onClick={() => setWeeks(weeks + 1)}>
            <ChevronRight aria-hidden="true" className="size-4" />
          </button>
        </div>
      </div>
      <p className="mt-0.5 mb-3 text-sm text-muted">
        <span role="status">{weekName(weeks, monday)}</span>, as saved, with your buffers and notice, in {zoneCity(zone)} time.
      </p>
      <SessionTypeSelect choice={choice} />
      {profile.isAcceptingClients ? null : (
        <p className="mb-3 rounded-small bg-warn-soft px-3 py-2 text-sm text-warn">You are not accepting clients, so nothing is offered.</p>
      )}
      {slots.isPending || choice.pending || (slots.isLoadingError && choice.renewing) ? (
        <div className="grid gap-2.5" aria-hidden>
          {days.map((day) => (
            <Skeleton key={day} className="h-[22px]" />
          ))}
        </div>
      ) : slots.isLoadingError ? (
        <ErrorNotice error={slots.error} onRetry={() => void slots.refetch()} />
      ) : (
        <ul className="grid">
          {days.map((day) => (
            <li key={day} className="text-sm">
              <PreviewDay
                day={day}
                times={slots.data.flatMap(({ startsAt }) =>
                  localDate(new Date(startsAt), zone) === day ? formatTime(startsAt, zone) : [],
                )}
              />
            </li>
          ))}
        </ul>
      )}
      <WhyNot profile={profile} durationMinutes={choice.minutes} sessionTypeId={choice.type?.id} now={now} />
    </Card>
  );
}

function PreviewDay({ day, times }: { day: string; times: string[] }) {
  if (times.length === 0) {
    return (
      <span className="flex min-h-8 items-center justify-between text-muted">
        {formatDate(day)} <span>none</span>
      </span>
    );
  }
  return (
    <details className="group">
      <summary className="flex min-h-8 cursor-pointer list-none items-center justify-between rounded-small hover:text-accent [&::-webkit-details-marker]:hidden">
        {formatDate(day)}
        <span className="font-semibold tabular-nums">
          {times.length} {times.length === 1 ? 'time' : 'times'}
        </span>
      </summary>
      <p className="pb-2 text-muted tabular-nums">{times.join(', ')}</p>
    </details>
  );
}
