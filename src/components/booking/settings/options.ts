import { formatDuration } from '@/domain/format';
import { noticeText, shareText } from '@/domain/policy';

type Option = { value: string; label: string };

/** The usual choices and the one in force, ascending. */
function withCurrent(choices: readonly number[], current: number): number[] {
  return [...new Set([...choices, current])].toSorted((a, b) => a - b);
}

function minutesText(minutes: number): string {
  if (minutes === 0) return 'None';
  if (minutes >= 1440 && minutes % 1440 === 0) return minutes === 1440 ? '1 day' : `${minutes / 1440} days`;
  return minutes < 60 || minutes % 60 !== 0 ? formatDuration(minutes) : noticeText(minutes / 60);
}

/** Options for a number of minutes, in the largest whole unit. */
export function minuteOptions(choices: readonly number[], current: number): Option[] {
  return withCurrent(choices, current).map((minutes) => ({ value: String(minutes), label: minutesText(minutes) }));
}

/** Options for a cancellation notice in hours. */
export function hourOptions(choices: readonly number[], current: number): Option[] {
  return withCurrent(choices, current).map((hours) => ({
    value: String(hours),
    label: hours === 0 ? 'Until the start' : `Until ${noticeText(hours)} before`,
  }));
}

/** Options for a fee in percent of the price. */
export function feeOptions(current: number): Option[] {
  return withCurrent([0, 25, 50, 75, 100], current).map((percent) => {
    const words = shareText(percent);
    return { value: String(percent), label: percent === 0 ? 'Nothing' : `${words.charAt(0).toUpperCase()}${words.slice(1)}` };
  });
}

/** Options for the most sessions a day; null: without a limit. */
export function dayLimitOptions(current: number | null): Option[] {
  const limits = withCurrent([1, 2, 3, 4, 5, 6, 7, 8, 10, 12], current ?? 1);
  return [
    { value: 'none', label: 'No limit' },
    ...limits.map((most) => ({ value: String(most), label: most === 1 ? 'One session' : `At most ${most}` })),
  ];
}

/** Options for a type's own buffer; null is the profile's. */
export function bufferOptions(current: number | null, usual: number): Option[] {
  return [
    { value: 'usual', label: `As usual (${minutesText(usual).toLowerCase()})` },
    ...minuteOptions([0, 5, 10, 15, 20, 30, 45, 60], current ?? 0),
  ];
}
