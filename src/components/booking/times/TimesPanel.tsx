import type { ReactNode } from 'react';
import { Skeleton } from '@/components/ui/Skeleton';
import { formatDate, formatTime, longestDay, type FormatOptions } from '@/domain/format';
import { groupBy } from '@/domain/group-by';
import { dayPartOf, type DayPart } from '@/domain/slots';
import { isRepeated, localParts, offsetAt, zoneCity } from '@/domain/time-zone';
import type { BothZones, FreeSlot } from './free-slot';
import { freeTimesText } from './month-days';
import { SlotButton } from './SlotButton';
import { takenText, withTaken, type TakenSlot } from './taken-slots';

interface TimesPanelProps {
  /** The day on the viewer's calendar, null while none can be chosen. */
  date: string | null;
  slots: readonly FreeSlot[];
  taken: readonly TakenSlot[];
  selected: string | null;
  onSelect: (slot: FreeSlot) => void;
  zones: BothZones;
  format: FormatOptions;
  pending: boolean;
  /** Live badge beside the heading. */
  badge?: ReactNode;
  /** What to know before relying on the times, such as that changes do not arrive at the moment. */
  notice?: ReactNode;
  /** Length of the session, where it is a question. */
  duration?: ReactNode;
  /** Shown instead of the times when there are none to show. */
  empty: ReactNode;
}

const PART_NAMES: Record<DayPart, string> = { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' };

/** The free times of one day, by part of the day on the viewer's clock. */
export function TimesPanel(props: TimesPanelProps) {
  const { date, pending, slots, zones, format } = props;
  const heading = date === null ? 'Times' : formatDate(date, { ...format, long: true });
  const shown = withTaken(slots, props.taken);
  const parts = groupBy(shown, ({ slot }) => dayPartOf(localParts(new Date(slot.startsAt), zones.viewer).time));
  const sentence = takenText(props.taken.map((slot) => formatTime(slot.startsAt, zones.viewer, format)));
  return (
    <section aria-label={date === null ? 'Times' : `Times on ${heading}`} aria-busy={pending} className="flex flex-col gap-4">
      <div className="flex min-h-8 items-center gap-3">
        {/* As high as the longest name of a day needs it here, so that the times stay where they are when the day is known. */}
        <h3
          data-longest={longestDay(format)}
          className="grid grow font-semibold after:invisible after:content-[attr(data-longest)] after:[grid-area:1/1]"
        >
          <span className="self-center [grid-area:1/1]">{heading}</span>
        </h3>
        {props.badge}
      </div>
      {props.notice}
      {props.duration}
      <p role="status" className="sr-only">
        {!pending && date !== null && `${freeTimesText(slots.length)} on ${heading}`}
      </p>
      {pending ? (
        <TimesSkeleton />
      ) : shown.length === 0 ? (
        props.empty
      ) : (
        <>
          {(['morning', 'afternoon', 'evening'] as const).map((part) => {
            const ofPart = parts.get(part);
            return (
              ofPart && (
                <div key={part} role="group" aria-label={PART_NAMES[part]} className="grid gap-2">
                  <h4 className="text-[13px] font-medium text-muted" aria-hidden>
                    {PART_NAMES[part]}
                  </h4>
                  <div className="grid grid-cols-3 gap-2">
                    {ofPart.map((each) => {
                      const time = formatTime(each.slot.startsAt, zones.viewer, format);
                      return (
                        <SlotButton
                          // By what it says (a time that comes twice says which it is): on another day the button of
                          // 9:00 is still the button of 9:00, and need not be made anew.
                          key={time}
                          time={time}
                          otherTime={otherTimeText(each.slot.startsAt, zones, format)}
                          selected={each.slot.startsAt === props.selected}
                          taken={each.taken}
                          onSelect={() => !each.taken && props.onSelect(each.slot)}
                        />
                      );
                    })}
                  </div>
                </div>
              )
            );
          })}
          {/* All were taken while they were on screen: they stay in place, crossed out, and other times follow below. */}
          {slots.length === 0 && props.empty}
        </>
      )}
      {!pending && shown.some(({ slot }) => isRepeated(new Date(slot.startsAt), zones.viewer)) && (
        <p className="-mb-2 text-[13px] text-muted">
          The clocks go back on this day, so some times come twice. The zone beside them tells which is meant.
        </p>
      )}
      <p role="status" className="min-h-5 text-[13px] text-muted">
        {sentence}
      </p>
    </section>
  );
}

/** `14:00 in London`, when the two clocks differ at that instant. */
function otherTimeText(startsAt: string, zones: BothZones, format: FormatOptions): string | null {
  const at = new Date(startsAt);
  if (offsetAt(at, zones.viewer) === offsetAt(at, zones.therapist)) return null;
  return `${formatTime(at, zones.therapist, format)} in ${zoneCity(zones.therapist)}`;
}

/** The shape of a usual day, so that the times arrive without moving anything. */
function TimesSkeleton() {
  return (
    <div className="grid gap-4" aria-hidden>
      {[6, 6].map((count, part) => (
        // The two parts never change place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={part} className="grid gap-2">
          <Skeleton className="h-5 w-20" />
          <div className="grid grid-cols-3 gap-2">
            {Array.from({ length: count }, (_, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Skeleton key={index} className="h-11 rounded-field" />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
