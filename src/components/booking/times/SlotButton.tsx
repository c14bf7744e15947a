import { cn } from '@/lib/cn';

interface SlotButtonProps {
  /** The viewer's wall-clock reading, already told apart when the clock shows it twice. */
  time: string;
  /** The same instant for the therapist, when their clock reads differently. */
  otherTime: string | null;
  selected: boolean;
  taken: boolean;
  onSelect: () => void;
}

/** One start. A time just taken by another client stays in place, crossed out, so that nothing moves under the finger. */
export function SlotButton({ time, otherTime, selected, taken, onSelect }: SlotButtonProps) {
  const label = [time, otherTime, taken ? 'just taken' : null].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      aria-label={label}
      title={otherTime ?? undefined}
      aria-pressed={taken ? undefined : selected}
      aria-disabled={taken || undefined}
      onClick={taken ? undefined : onSelect}
      className={cn(
        'min-h-touch w-full rounded-field border px-1 py-1 text-[15px] font-semibold tabular-nums transition-[opacity,color,background-color,border-color] duration-150 motion-safe:animate-grow',
        taken && 'cursor-default border-dashed border-line bg-sunken font-normal text-muted line-through opacity-80',
        !taken && selected && 'border-accent bg-accent-soft text-accent ring-1 ring-accent ring-inset',
        !taken && !selected && 'border-line bg-surface text-ink hover:border-accent-line hover:bg-accent-soft/60',
      )}
    >
      {time}
    </button>
  );
}
