import { offsetAt, zoneCity } from '@/domain/time-zone';

/** How far another zone's clock is from the viewer's at an instant: `London is 5 h ahead`; null when both read the same. */
export function zoneGapText(at: Date, viewer: string, other: string): string | null {
  const minutes = offsetAt(at, other) - offsetAt(at, viewer);
  if (minutes === 0) return null;
  const size = Math.round(Math.abs(minutes));
  const [hours, rest] = [Math.floor(size / 60), size % 60];
  const gap = [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ');
  return `${zoneCity(other)} is ${gap} ${minutes > 0 ? 'ahead' : 'behind'}`;
}
