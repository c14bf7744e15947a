import { minutesOf } from '@/domain/calendar-date';
import { localParts } from '@/domain/time-zone';
import { formatTime } from '@/domain/format';
import type { Viewer } from '@/components/viewer/viewer';
import { numberText } from './today-timeline';

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

/** Today in a few words: 'four sessions, the last ends at 17:00'. `sessions` are today's live ones, earliest first. */
export function dayText(
  sessions: readonly { endsAt: string; status: string }[],
  viewer: Pick<Viewer, 'timeZone' | 'timeFormat'>,
  now: Date,
): string {
  const last = sessions.at(-1);
  if (!last) return 'no sessions today';
  const count = `${numberText(sessions.length)} ${sessions.length === 1 ? 'session' : 'sessions'}`;
  if (Date.parse(last.endsAt) <= now.getTime() && last.status === 'in_progress')
    return `${count} today, ${sessions.length === 1 ? '' : 'the last '}still running`;
  if (Date.parse(last.endsAt) <= now.getTime()) return `${count} today, all over`;
  return `${count}, ${sessions.length === 1 ? '' : 'the last '}ends at ${formatTime(last.endsAt, viewer.timeZone, viewer)}`;
}
