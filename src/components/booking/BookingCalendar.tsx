import { useCallback } from 'react';
import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { useAvailabilityChannel } from '@/data/availability/use-availability-channel';
import { useNextAvailable } from '@/data/availability/use-next-available';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { calculatePrice } from '@/domain/price';
import { localDate } from '@/domain/time-zone';
import { BookingSum } from './calendar/BookingSum';
import { DurationPicker } from './calendar/DurationPicker';
import { EmptyTimes } from './calendar/EmptyTimes';
import { LostSlot } from './calendar/LostSlot';
import { MonthGrid } from './calendar/MonthGrid';
import { NextFree } from './calendar/NextFree';
import { policyOf, policyWords } from './calendar/policy-words';
import { RefusalNotice } from './calendar/RefusalNotice';
import { SessionDetails } from './calendar/SessionDetails';
import { sessionTypeLabel } from './calendar/session-types';
import { TimesPanel } from './calendar/TimesPanel';
import { useBooking } from './calendar/useBooking';
import { useBookingChoice } from './calendar/useBookingChoice';
import { useNotesDraft } from './calendar/useNotesDraft';
import { useTakenSlots } from './calendar/useTakenSlots';
import { useViewerClock } from './calendar/useViewerClock';
import { ZonePicker } from './calendar/ZonePicker';

/** A therapist's free times, the choice of one, and its booking: one card, whose foot says what will happen. */
export function BookingCalendar({ therapist }: { therapist: TherapistProfile }) {
  const { zone, setZone, format } = useViewerClock();
  const choice = useBookingChoice(therapist, zone);
  const { notes, setNotes, clear } = useNotesDraft(therapist.id);
  const booking = useBooking(therapist, choice, notes, clear);
  const channel = useAvailabilityChannel(therapist.id);
  const { query, date, month, now } = choice;

  const earliest = useCallback(
    () => new Date(now.getTime() + therapist.minNoticeMinutes * 60_000),
    [now, therapist.minNoticeMinutes],
  );
  const gone = useTakenSlots(choice.slotsKey, query.data, channel.lastChange, earliest);
  const taken = gone.filter((slot) => localDate(new Date(slot.startsAt), zone) === date);
  const ofDay = date === null ? [] : (choice.days.get(date) ?? []);
  const wholeMonth = choice.freeTimes.size === 0;
  const next = useNextAvailable(
    { therapistId: therapist.id, durationMinutes: choice.durationMinutes, ...choice.searchFrom },
    { enabled: query.isSuccess && ofDay.length === 0 },
  );
  const chooseInstead = (startsAt: string) => choice.goTo(startsAt, true);
  const zones = { viewer: zone, therapist: therapist.timeZone };

  return (
    <Card as="section" aria-labelledby="booking-heading" className="p-0">
      <h2 id="booking-heading" className="sr-only">
        Choose a time with {therapist.fullName}
      </h2>
      <div className="grid md:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]">
        <div className="grid content-start gap-3 border-line p-4 max-md:border-b md:border-r md:p-6">
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
          <ZonePicker
            zone={zone}
            therapistZone={therapist.timeZone}
            now={now}
            onChange={(chosen) => {
              setZone(chosen);
              choice.followZone(chosen);
            }}
          />
          <NextFree {...choice} selected={choice.time} zone={zone} format={format} onSelect={choice.chooseSlot} />
        </div>
        <div className="p-4 md:p-6">
          {query.isError ? (
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
              badge={<LiveBadge status={channel.status} />}
              duration={<DurationPicker durations={therapist.durations} value={choice.durationMinutes} onChange={choice.chooseDuration} />}
              empty={
                <EmptyTimes
                  month={month}
                  wholeMonth={wholeMonth}
                  next={next.isPending ? undefined : (next.data?.startsAt ?? null)}
                  zone={zone}
                  format={format}
                  onGoTo={(startsAt) => choice.goTo(startsAt, false)}
                  accepting={therapist.isAcceptingClients}
                />
              }
            />
          )}
        </div>
      </div>
      <div className="border-t border-line p-4 md:p-6">
        <SessionDetails
          type={choice.type}
          onTypeChange={choice.chooseType}
          notes={notes}
          onNotesChange={setNotes}
          therapistName={therapist.fullName}
          policy={policyWords({ ...policyOf(therapist), session: choice.slot && { startsAt: choice.slot.startsAt, zone } }, now)}
        />
      </div>
      {booking.refusal ? (
        <RefusalNotice
          error={booking.refusal}
          alternatives={booking.alternatives}
          zone={zone}
          format={format}
          onChoose={chooseInstead}
          onRetry={booking.submit}
          onSignIn={booking.signIn}
        />
      ) : (
        choice.lost !== null && <LostSlot time={choice.lost} alternatives={booking.alternatives} zone={zone} format={format} onChoose={chooseInstead} />
      )}
      <BookingSum
        slot={choice.slot}
        typeLabel={sessionTypeLabel(choice.type)}
        durationMinutes={choice.durationMinutes}
        price={calculatePrice(therapist.hourlyRate, choice.durationMinutes, therapist.currency)}
        currency={therapist.currency}
        zones={zones}
        format={format}
        blocked={booking.blocked}
        busy={booking.isPending}
        onBook={booking.submit}
      />
    </Card>
  );
}
