/**
 * Stands in for `@date-fns/tz` inside react-day-picker in the built app (see build.ts). The real one is 1.3 kB, and it is
 * used for the calendar's `timeZone` option only: our calendar dates have no zone (see `times/month-days.ts`).
 */
export class TZDate extends Date {
  constructor() {
    super();
    throw new Error('A calendar with a time zone is not part of this app; remove the stand-in in build.ts to use it.');
  }

  static tz(): TZDate {
    return new TZDate();
  }
}
