import { cn } from '@/lib/cn';

/** Warm earths, each dark enough for white letters (4.5:1 at its lighter end). */
const gradients = [
  ['#a9654a', '#7d4436'],
  ['#8f6a3c', '#6b4a26'],
  ['#7a6a55', '#54473a'],
  ['#96604f', '#6e3f3f'],
  ['#6f7052', '#4a4f38'],
  ['#8a5a6a', '#623c4c'],
] as const;

const sizes = {
  sm: 'size-[2.125rem] rounded-small text-xs',
  md: 'size-11 rounded-field text-sm',
  lg: 'size-[4.5rem] rounded-card text-2xl',
} as const;

/** "Dr. Sarah Johnson" → "SJ". Titles are not names; letters are whole characters in any script. */
export function initials(name: string): string {
  const words = name
    .replace(/\b(dr|prof|mr|mrs|ms|mx)\b\.?/gi, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const first = words.at(0);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return (
    [first, last]
      .map((word) => Array.from(word ?? '')[0] ?? '')
      .join('')
      .toLocaleUpperCase() || '·'
  );
}

function gradientOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  const [from, to] = gradients[sum % gradients.length] ?? gradients[0];
  return `linear-gradient(150deg, ${from}, ${to})`;
}

/**
 * A person's initials on an earth colour of their own. Decorative: the name is beside it, so the letters are drawn
 * by the style sheet: as text, a button around them would have to repeat them in its name.
 */
export function Avatar({ name, size = 'md', className }: { name: string; size?: keyof typeof sizes; className?: string }) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      style={{ backgroundImage: gradientOf(name) }}
      className={cn(
        'inline-grid shrink-0 place-items-center bg-done font-serif font-display tracking-wide text-white select-none before:content-[attr(data-initials)]',
        sizes[size],
        className,
      )}
    />
  );
}
