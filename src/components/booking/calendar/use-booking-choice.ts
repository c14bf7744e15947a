import { useCallback, useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { prefetchAvailableSlots, useAvailableSlots } from '@/data/availability/use-available-slots';
import { useServerClock } from '@/data/sessions/use-server-clock';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { addMonths, daysBetween, startOfMonth } from '@/domain/calendar-date';
import { durationOfType } from '@/domain/session-type';
import { localDate, startOfDay } from '@/domain/time-zone';
import { useNow } from '@/lib/use-now';
import { readBookingAddress, writeBookingAddress, type BookingAddress } from './booking-address';
import type { FreeSlot } from '@/components/booking/times/free-slot';
import type { BookableType } from './bookable-types';
import { bookableSpan, monthWindow } from '@/components/booking/times/month-window';
import { useDays } from '@/components/booking/times/use-days';

/** A start that was chosen, with what it was chosen for. */
interface Chosen {
  slot: FreeSlot;
  key: string;
}

/**
 * Everything about which time is looked at and chosen. The address holds the choice, so that a reload, a link or a
 * sign-in comes back to it; the month on screen is only looked at and is not in it.
 */
export function useBookingChoice(therapist: TherapistProfile, types: readonly [BookableType, ...BookableType[]], zone: string) {
  const therapistId = therapist.id;
  const [params, setParams] = useSearchParams();
  const address = readBookingAddress(params);
  const clock = useServerClock();
  const now = useNow(60_000, clock.now);
  const today = localDate(now, zone);
  const span = bookableSpan(today, therapist.bookingWindowDays);
  const type = types.find(({ slug }) => slug === address.type) ?? types[0];
  const durationMinutes = durationOfType(type, address.durationMinutes, therapist.defaultDurationMinutes);
  const sessionTypeId = type.sessionType?.id;
  // The general names all have the same times.
  const key = `${sessionTypeId ?? ''} ${durationMinutes}`;

  const change = useCallback(
    (changes: Partial<BookingAddress>) =>
      // Choosing replaces the address, so that Back leaves the page instead of undoing every tap.
      setParams((current) => writeBookingAddress(current, changes), { replace: true, preventScrollReset: true }),
    [setParams],
  );

  const chooseDate = useCallback(
    (next: string) =>
      setParams(
        // The day that is chosen already keeps its time.
        (current) => (readBookingAddress(current).date === next ? current : writeBookingAddress(current, { date: next, time: null })),
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );

  const addressDate = address.time === null ? address.date : localDate(new Date(address.time), zone);
  // Until the viewer pages, the month follows the choice and the day: the database's clock may correct this
  // machine's, and a page left open over the end of a month must not show one that has passed.
  const [turnedTo, setMonth] = useState<string | null>(null);
  const month = startOfMonth(within(turnedTo ?? addressDate ?? today, span));

  const query = useAvailableSlots({ therapistId, durationMinutes, sessionTypeId, ...monthWindow(month) });
  const slots = query.data;

  const queryClient = useQueryClient();
  const nextMonth = addMonths(month, 1);
  const prefetchNext = query.isSuccess && nextMonth <= span.last;
  useEffect(() => {
    if (!prefetchNext) return;
    const range = { therapistId, durationMinutes, sessionTypeId, ...monthWindow(nextMonth) };
    // Once the month that was asked for is painted: the effects of a press run before that.
    const timer = setTimeout(() => void prefetchAvailableSlots(queryClient, range), 0);
    return () => clearTimeout(timer);
  }, [prefetchNext, queryClient, therapistId, durationMinutes, sessionTypeId, nextMonth]);

  const { days, freeTimes } = useDays(slots, zone, month);
  const firstFree = days.keys().next().value ?? null;
  const date = addressDate !== null && startOfMonth(addressDate) === month ? addressDate : firstFree;

  const [chosen, setChosen] = useState<Chosen | null>(null);
  const listed = slots?.find((slot) => slot.startsAt === address.time) ?? null;
  const remembered = chosen?.slot.startsAt === address.time && chosen.key === key ? chosen.slot : null;
  const inThisMonth = addressDate !== null && startOfMonth(addressDate) === month;
  // In its own month the list decides; while another month is looked at, the choice is remembered.
  const slot = listed ?? (inThisMonth && query.isSuccess ? null : remembered);

  return {
    now,
    today,
    span,
    query,
    month,
    setMonth,
    freeTimes,
    days,
    date,
    slot,
    /** The start that the address asks for and that is not free (any more). */
    lost: slot === null && inThisMonth && query.isSuccess ? address.time : null,
    time: address.time,
    type,
    durationMinutes,
    sessionTypeId,
    /** Where to look for the next free time from what is shown, and how many days on. */
    searchFrom: {
      from: startOfDay(date ?? month, zone).toISOString(),
      days: Math.max(1, daysBetween(date ?? month, span.last) + 2),
    },
    slotsKey: `${month} ${key}`,
    chooseDate,
    chooseSlot: (next: FreeSlot) => {
      setChosen({ slot: next, key });
      setMonth(startOfMonth(localDate(new Date(next.startsAt), zone)));
      change({ date: localDate(new Date(next.startsAt), zone), time: next.startsAt });
    },
    /** Shows a start that may lie in a month that is not loaded, and chooses it when asked to. */
    goTo: (startsAt: string, choose: boolean) => {
      const day = localDate(new Date(startsAt), zone);
      setMonth(startOfMonth(day));
      change({ date: day, time: choose ? startsAt : null });
    },
    chooseDuration: (minutes: number) => change({ durationMinutes: minutes }),
    chooseType: (slug: string) => change({ type: slug }),
    /** The day heading moves with the zone: the chosen start may fall on another date there. */
    followZone: (next: string) => {
      if (address.time === null) return;
      const day = localDate(new Date(address.time), next);
      setMonth(startOfMonth(day));
      change({ date: day });
    },
  };
}

export type BookingChoice = ReturnType<typeof useBookingChoice>;

function within(date: string, span: { first: string; last: string }): string {
  if (date < span.first) return span.first;
  return date > span.last ? span.last : date;
}
