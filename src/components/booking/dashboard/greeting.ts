import { minutesOf } from '@/domain/calendar-date';
import { localParts } from '@/domain/time-zone';

/** 'Good morning', 'Good afternoon' or 'Good evening' by the wall clock of the zone. */
export function greeting(now: Date, zone: string): string {
  const hour = Math.floor(minutesOf(localParts(now, zone).time) / 60);
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
}

/** A person's first name, without titles: 'Dr. Sarah Johnson' → 'Sarah'. */
export function firstName(fullName: string): string {
  const names = fullName.trim().split(/\s+/);
  const first = names.find((name) => !/^(dr|prof|mr|mrs|ms|mx)\.?$/i.test(name));
  return first ?? fullName;
}
