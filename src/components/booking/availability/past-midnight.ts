import { setStretch, stretchSpan, type DayDraft, type WeekDraft } from './week-draft';

/** The weekday after this one, 0 = Sunday. */
export function dayAfter(day: number): number {
  return (day + 1) % 7;
}

const startsAtMidnight = (draft: DayDraft | undefined): boolean =>
  Boolean(draft?.on && draft.stretches.some((stretch) => stretchSpan(stretch)?.start === 0));

/** Whether this day's last hours run to 24:00 and the next day's begin there: one stretch to clients. */
export function goesOnPastMidnight(week: WeekDraft, day: number): boolean {
  const draft = week[day];
  return Boolean(
    draft?.on && draft.stretches.some((stretch) => stretchSpan(stretch)?.end === 1440) && startsAtMidnight(week[dayAfter(day)]),
  );
}

/**
 * Lets a stretch run to 24:00 and go on the next day until `until` (HH:MM). Hours are kept by the day they fall on, so
 * the rest becomes that day's first stretch; when it works from midnight already, only this day changes.
 */
export function workPastMidnight(week: WeekDraft, day: number, key: string, until: string): WeekDraft {
  const toMidnight = setStretch(week, day, key, { end: '24:00' });
  const next = dayAfter(day);
  const draft = toMidnight[next];
  if (!draft || startsAtMidnight(draft)) return toMidnight;
  // The hours remembered from when the day was on are not wanted: only the night was asked for.
  const others = draft.on ? draft.stretches : [];
  return toMidnight.map((each) =>
    each.day === next ? { ...each, on: true, stretches: [{ key: `${next}-night`, start: '00:00', end: until }, ...others] } : each,
  );
}
