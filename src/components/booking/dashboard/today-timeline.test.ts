import { describe, expect, it } from 'vitest';
import { numberText, todayTimeline } from './today-timeline';

const working = [{ dayOfWeek: 4, startTime: '09:00', endTime: '17:00' }];
const session = (id: string, start: string, end: string) => ({ id, startsAt: `2026-12-10T${start}:00Z`, endsAt: `2026-12-10T${end}:00Z` });
const at = (time: string) => new Date(`2026-12-10T${time}:00Z`);
const words = (...args: Parameters<typeof todayTimeline>) =>
  todayTimeline(...args).map((item) =>
    item.kind === 'session'
      ? item.session.id
      : item.kind === 'now'
        ? 'now'
        : `${item.current ? 'free until' : `free ${item.from}`} ${item.to}`,
  );

describe('todayTimeline', () => {
  it('lists past sessions, now, coming sessions, and the free time from now on', () => {
    const sessions = [session('a', '09:00', '10:00'), session('b', '11:00', '12:00'), session('c', '14:00', '15:00')];
    expect(words(sessions, working, 'Europe/London', at('10:42'))).toEqual([
      'a',
      'now',
      'free until 11:00',
      'b',
      'free 12:00 14:00',
      'c',
      'free 15:00 17:00',
    ]);
  });

  it('leaves out free time under a quarter of an hour, and past free time', () => {
    const sessions = [session('a', '09:10', '12:00'), session('b', '12:10', '17:00')];
    expect(words(sessions, working, 'Europe/London', at('09:00'))).toEqual(['now', 'a', 'b']);
  });

  it('lists now below a session in progress', () => {
    expect(words([session('a', '10:00', '11:00')], [], 'Europe/London', at('10:30'))).toEqual(['a', 'now']);
  });

  it('has only the line of now on a day off', () => {
    expect(words([], working, 'Europe/London', new Date('2026-12-11T10:00:00Z'))).toEqual(['now']);
  });

  it('reads the day in the therapist’s zone', () => {
    expect(words([], [{ dayOfWeek: 5, startTime: '00:00', endTime: '24:00' }], 'Asia/Tokyo', at('20:00'))).toEqual([
      'now',
      'free until 24:00',
    ]);
  });
});

it('writes small numbers as words', () => {
  expect([numberText(4), numberText(11)]).toEqual(['four', '11']);
});
