import { cn } from '@/lib/cn';

const WIDTH = 104;
const HEIGHT = 24;
const INSET = 2;

/** Points of the line, drawn between the smallest and the largest value; a flat series runs along the middle. */
function pointsOf(values: readonly number[]): string {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const step = (WIDTH - 2 * INSET) / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      const share = span === 0 ? 0.5 : (value - low) / span;
      return `${(INSET + index * step).toFixed(1)},${(HEIGHT - INSET - share * (HEIGHT - 2 * INSET)).toFixed(1)}`;
    })
    .join(' ');
}

/** One line, no axes. Says nothing by itself: the same figures stand in words or in a table beside it. */
export function Sparkline({ values, className }: { values: readonly number[]; className?: string | undefined }) {
  if (values.length < 2) return null;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className={cn('h-6 w-26 text-accent', className)}>
      <polyline
        points={pointsOf(values)}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
