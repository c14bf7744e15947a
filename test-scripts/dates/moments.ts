import { instantsForLocal, localParts, zoneCity } from '../../src/domain/time-zone.ts';

/** A time at which a rule about time is likely to break, on the wall clock of a zone the machine is in. */
export interface Moment {
  /** What `--only` is compared with, and the log's name: `2028-02-29`. */
  date: string;
  time: string;
  zone: string;
  why: string;
}

const LONDON = 'Europe/London';
const NEW_YORK = 'America/New_York';

/** A few minutes before something changes where that is possible, so that the run crosses it. */
export const MOMENTS: Moment[] = [
  { date: '2027-01-31', time: '23:30', zone: LONDON, why: 'the end of a long month before the shortest' },
  { date: '2028-02-29', time: '12:00', zone: LONDON, why: 'the leap day' },
  { date: '2027-03-13', time: '22:30', zone: NEW_YORK, why: 'the eve of the clocks going forward in New York' },
  { date: '2027-03-14', time: '01:55', zone: NEW_YORK, why: 'the clocks go forward in New York' },
  { date: '2027-03-27', time: '22:30', zone: LONDON, why: 'the eve of the clocks going forward in London' },
  { date: '2027-03-28', time: '00:55', zone: LONDON, why: 'the clocks go forward in London' },
  { date: '2027-10-30', time: '22:30', zone: LONDON, why: 'the eve of the clocks going back in London' },
  { date: '2027-10-31', time: '01:55', zone: LONDON, why: 'the clocks go back in London' },
  { date: '2027-11-06', time: '22:30', zone: NEW_YORK, why: 'the eve of the clocks going back in New York' },
  { date: '2027-11-07', time: '01:55', zone: NEW_YORK, why: 'the clocks go back in New York' },
  { date: '2027-12-31', time: '23:50', zone: LONDON, why: 'the last minutes of a year' },
  { date: '2027-08-01', time: '09:00', zone: 'Australia/Lord_Howe', why: 'a Sunday, and the first of a month' },
  { date: '2027-05-31', time: '09:00', zone: LONDON, why: 'a Monday, and the last of a month' },
  { date: '2027-09-29', time: '17:30', zone: LONDON, why: 'the longest name of a day, Wednesday 29 September' },
];

/** The instant, in milliseconds; the first of the two where the hour comes twice. */
export function instantOf({ date, time, zone }: Moment): number {
  const [first] = instantsForLocal(date, time, zone);
  if (!first) throw new Error(`${date} ${time} does not exist in ${zone}`);
  return first.getTime();
}

export const describeMoment = ({ date, time, zone, why }: Moment): string => `${date} ${time} ${zoneCity(zone)}, ${why}`;

/** `2027-01-31 23:30`: what a clock in this zone says. */
export function wallClock(instant: number, zone: string): string {
  const { date, time } = localParts(new Date(instant), zone);
  return `${date} ${time}`;
}
