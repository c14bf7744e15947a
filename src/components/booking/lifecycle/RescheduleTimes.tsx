import { useMemo, useState } from 'react';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { useAvailabilityChannel } from '@/data/availability/use-availability-channel';
import { useAvailableSlots } from '@/data/availability/use-available-slots';
import type { Session } from '@/data/sessions/session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { startOfMonth } from '@/domain/calendar-date';
import { localDate } from '@/domain/time-zone';
import { ChannelNotice } from '@/components/booking/times/ChannelNotice';
import { MonthGrid } from '@/components/booking/times/MonthGrid';
import { bookableSpan, monthWindow } from '@/components/booking/times/month-window';
import { TimesPanel } from '@/components/booking/times/TimesPanel';
import { useDays } from '@/components/booking/times/use-days';
import { zoneGapText } from '@/components/booking/times/zone-gap-text';
import type { Viewer } from '@/components/viewer/viewer';

interface RescheduleTimesProps {
  session: Session;
  therapist: TherapistProfile;
  viewer: Viewer;
  now: Date;
  open: boolean;
  /** The chosen start, an ISO instant. */
  chosen: string | null;
  onChoose: (startsAt: string) => void;
}

/** A therapist's moves have no booking window; a year is as far as the calendar can be paged. */
const THERAPIST_DAYS = 365;

/** Where a session can go: its own length, its own time counted as free, in the reader's zone. */
export function RescheduleTimes({ session, therapist, viewer, now, open, chosen, onChoose }: RescheduleTimesProps) {
  const zone = viewer.timeZone;
  const today = localDate(now, zone);
  const span = bookableSpan(today, viewer.role === 'therapist' ? THERAPIST_DAYS : therapist.bookingWindowDays);
  const sessionDate = localDate(new Date(session.startsAt), zone);
  const [turnedTo, setMonth] = useState<string | null>(null);
  const [pickedDate, setDate] = useState<string | null>(null);
  const wanted = turnedTo ?? (sessionDate < span.first ? span.first : sessionDate);
  const month = startOfMonth(wanted > span.last ? span.last : wanted);

  const query = useAvailableSlots(
    { therapistId: session.therapistId, durationMinutes: session.durationMinutes, ignoreSessionId: session.id, ...monthWindow(month) },
    { enabled: open },
  );
  const channel = useAvailabilityChannel(open ? session.therapistId : null);
  // The start that the session has already is not a move.
  const elsewhere = useMemo(
    () => query.data?.filter((slot) => Date.parse(slot.startsAt) !== Date.parse(session.startsAt)),
    [query.data, session.startsAt],
  );
  const { days, freeTimes } = useDays(elsewhere, zone, month);
  const shownDate = chosen !== null && pickedDate === null ? localDate(new Date(chosen), zone) : pickedDate;
  const near = [...days.keys()].find((date) => date >= sessionDate) ?? days.keys().next().value ?? null;
  const date = shownDate !== null && startOfMonth(shownDate) === month ? shownDate : near;
  const ofDay = date === null ? [] : (days.get(date) ?? []);
  const gap = zoneGapText(new Date(ofDay[0]?.startsAt ?? now), zone, session.timeZone);

  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <div>
        <MonthGrid
          month={month}
          onMonthChange={setMonth}
          first={span.first}
          last={span.last}
          today={today}
          selected={date}
          onSelect={setDate}
          freeTimes={freeTimes}
          pending={query.isPending}
        />
        {gap && <p className="text-sm text-muted">{gap}.</p>}
      </div>
      {query.isLoadingError ? (
        <ErrorNotice error={query.error} title="The times could not be loaded" onRetry={() => void query.refetch()} />
      ) : (
        <TimesPanel
          date={date}
          slots={ofDay}
          taken={[]}
          selected={chosen}
          onSelect={(slot) => onChoose(slot.startsAt)}
          zones={{ viewer: zone, therapist: session.timeZone }}
          format={viewer}
          pending={query.isPending}
          notice={<ChannelNotice status={channel.status} checking={query.isFetching} onCheck={() => void query.refetch()} />}
          empty={<p className="text-muted">Nothing else is free this month. Look at the next one.</p>}
        />
      )}
    </div>
  );
}
