import { formatTime } from '@/domain/format';
import { numberText } from './today-timeline';
import type { Viewer } from '@/components/viewer/viewer';

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
