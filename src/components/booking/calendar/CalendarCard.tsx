import { Suspense, useCallback, useState } from 'react';
import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { Skeleton } from '@/components/ui/Skeleton';
import { useWanted } from '@/lib/first-load/use-wanted';
import { useAvailabilityChannel } from '@/data/availability/use-availability-channel';
import { useNextAvailable } from '@/data/availability/use-next-available';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { policyTextAt } from '@/domain/policy';
import { localDate } from '@/domain/time-zone';
import { BookingSum } from './BookingSum';
import { ChannelNotice } from '@/components/booking/times/ChannelNotice';
import { DurationPicker } from './DurationPicker';
import { MonthGrid } from '@/components/booking/times/MonthGrid';
import { NextFree } from './NextFree';
import type { BookableType } from './bookable-types';
import { SessionDetails } from './SessionDetails';
import { TimesPanel } from '@/components/booking/times/TimesPanel';
import { SessionTypePicker } from './SessionTypePicker';
import { useCalendarBooking } from './use-calendar-booking';
import { useBookingChoice } from './use-booking-choice';
import { useNotesDraft } from './use-notes-draft';
import { useTakenSlots } from './use-taken-slots';
import { useViewerClock } from '@/components/viewer/use-viewer-clock';
import { ZonePicker } from './ZonePicker';
import { InSlices } from '@/lib/first-load/InSlices';
import { lazyNamed } from '@/lib/first-load/lazy-named';

const fetchTrouble = () => import('./BookingTrouble');
const BookingTrouble = lazyNamed(fetchTrouble, 'BookingTrouble');
const fetchEmpty = () => import('./EmptyTimes');
const EmptyTimes = lazyNamed(fetchEmpty, 'EmptyTimes');

/** As high as MonthGrid. */
function MonthSkeleton() {
  return (
    <div aria-busy="true" className="grid min-h-[368px] content-start gap-6">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-72 max-w-sm rounded-card" />
    </div>
  );
}

interface CalendarCardProps {
  therapist: TherapistProfile;
  types: readonly [BookableType, ...BookableType[]];
}

/** The booking calendar as one card: session type, time, notes, and at the foot the price and the button. */
export function CalendarCard({ therapist, types }: CalendarCardProps) {
  const { zone, setZone, format } = useViewerClock();
  const choice = useBookingChoice(therapist, types, zone);
  const { notes, setNotes, clear } = useNotesDraft(therapist.id);
  const booking = useCalendarBooking(therapist, choice, notes, clear);
  const { query, date, month, now, type } = choice;
  // The channel is joined only after the times are shown: it costs code and a connection that the first view does not need.
  const [started, setStarted] = useState(false);
  if (query.isFetched && !started) setStarted(true);
  const channel = useAvailabilityChannel(started ? therapist.id : null);
  // Session types differ in duration, price and place, so they are asked first; the general names differ in nothing.
  const hasTypes = type.sessionType !== null;

  const earliest = useCallback(() => new Date(now.getTime() + therapist.minNoticeMinutes * 60_000), [now, therapist.minNoticeMinutes]);
  const allTaken = useTakenSlots(choice.slotsKey, query.data, earliest);
  const taken = allTaken.filter((slot) => localDate(new Date(slot.startsAt), zone) === date);
  const ofDay = date === null ? [] : (choice.days.get(date) ?? []);
  const next = useNextAvailable(
    { therapistId: therapist.id, durationMinutes: choice.durationMinutes, sessionTypeId: choice.sessionTypeId, ...choice.searchFrom },
    { enabled: query.isSuccess && ofDay.length === 0 },
  );
  const zones = { viewer: zone, therapist: therapist.timeZone };
  const shownAt = new Date(ofDay[0]?.startsAt ?? now);
  const inTrouble = booking.refusal !== null || choice.lost !== null;
  const emptyWanted = useWanted(query.isSuccess && ofDay.length === 0, fetchEmpty);
  const troubleWanted = useWanted(inTrouble, fetchTrouble);

  return (
    <Card as="section" aria-labelledby="booking-heading" className="p-0">
      <h2 id="booking-heading" className="sr-only">
        Choose a time with {therapist.fullName}
      </h2>
      {hasTypes && (
        <div className="border-b border-line p-4 md:px-6 md:py-5">
          <SessionTypePicker types={types} value={type} onChange={choice.chooseType} rate={therapist} />
        </div>
      )}
      <div className="grid md:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]">
        <div className="grid content-start gap-3 border-line p-4 max-md:border-b md:border-r md:p-6">
          {/* Drawn once, with its times: a month of days that all change a moment later costs a slow phone a tenth of a second. */}
          {started ? (
            <InSlices placeholder={<MonthSkeleton />}>
              <MonthGrid
                month={month}
                onMonthChange={choice.setMonth}
                first={choice.span.first}
                last={choice.span.last}
                today={choice.today}
                selected={date}
                onSelect={choice.chooseDate}
                freeTimes={choice.freeTimes}
                pending={query.isPending}
              />
            </InSlices>
          ) : (
            <MonthSkeleton />
          )}
          <ZonePicker
            zone={zone}
            therapistZone={therapist.timeZone}
            at={shownAt}
            onChange={(chosen) => {
              setZone(chosen);
              choice.followZone(chosen);
            }}
          />
          <NextFree
            month={month}
            today={choice.today}
            days={choice.days}
            selected={choice.time}
            zone={zone}
            format={format}
            onSelect={choice.chooseSlot}
          />
        </div>
        <div className="p-4 md:p-6">
          {query.isLoadingError ? (
            <ErrorNotice error={query.error} title="The times could not be loaded" onRetry={() => void query.refetch()} />
          ) : (
            <TimesPanel
              date={date}
              slots={ofDay}
              taken={taken}
              selected={choice.time}
              onSelect={choice.chooseSlot}
              zones={zones}
              format={format}
              pending={query.isPending}
              // What gives way beside the name of the day, but for the word it mostly shows.
              badge={<LiveBadge status={channel.status} className={channel.status === 'live' ? 'shrink-0' : 'flex min-w-0 shrink-999'} />}
              notice={<ChannelNotice status={channel.status} checking={query.isFetching} onCheck={() => void query.refetch()} />}
              duration={
                // The picker shows the duration of a type that has only one.
                (!hasTypes || type.durations.length > 1) && (
                  <DurationPicker durations={type.durations} value={choice.durationMinutes} onChange={choice.chooseDuration} />
                )
              }
              empty={
                // As high as the text that will come.
                <Suspense fallback={<div className="h-40" />}>
                  {emptyWanted && (
                    <EmptyTimes
                      month={month}
                      wholeMonth={choice.freeTimes.size === 0}
                      next={next.isPending ? undefined : (next.data?.startsAt ?? null)}
                      zone={zone}
                      format={format}
                      onGoTo={(startsAt) => choice.goTo(startsAt, false)}
                      accepting={therapist.isAcceptingClients}
                    />
                  )}
                </Suspense>
              }
            />
          )}
        </div>
      </div>
      {/* Shown together with the times: their number decides where this part is, and it must not jump. */}
      {started && (
        <>
          <div className="border-t border-line p-4 md:p-6">
            <SessionDetails
              types={hasTypes ? [] : types}
              value={type.slug}
              onTypeChange={choice.chooseType}
              notes={notes}
              onNotesChange={setNotes}
              therapistName={therapist.fullName}
              policy={policyTextAt(therapist, choice.slot && { startsAt: choice.slot.startsAt, zone, ...format }, now)}
            />
          </div>
          {troubleWanted && inTrouble && (
            <Suspense>
              <BookingTrouble booking={booking} choice={choice} zone={zone} therapistZone={therapist.timeZone} format={format} />
            </Suspense>
          )}
          <BookingSum
            slot={choice.slot}
            type={type}
            durationMinutes={choice.durationMinutes}
            price={booking.price}
            currency={therapist.currency}
            zones={zones}
            format={format}
            blocked={booking.blocked}
            busy={booking.isPending}
            onBook={booking.submit}
          />
        </>
      )}
    </Card>
  );
}
