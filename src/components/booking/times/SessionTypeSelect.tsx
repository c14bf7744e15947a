import { Select } from '@/components/ui/Select';
import { formatDuration } from '@/domain/format';
import type { SessionTypeChoice } from './use-session-type-choice';

/** Selects for the session type and its duration; one that leaves no choice is not shown. */
export function SessionTypeSelect({ choice, size = 'sm' }: { choice: SessionTypeChoice; size?: 'sm' | 'md' }) {
  const { types, type, durations, minutes, choose } = choice;
  if (types.length < 2 && durations.length < 2) return null;
  return (
    <div className="mb-3 flex gap-2">
      {types.length > 1 ? (
        <Select
          size={size}
          className="min-w-0 grow basis-3/5"
          aria-label="Session type"
          value={type?.id ?? ''}
          onValueChange={(typeId) => choose({ typeId })}
          options={types.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {durations.length > 1 ? (
        <Select
          size={size}
          className="min-w-24 grow basis-2/5"
          aria-label="Duration"
          value={String(minutes)}
          onValueChange={(duration) => choose({ minutes: Number(duration) })}
          options={durations.map((duration) => ({ value: String(duration), label: formatDuration(duration) }))}
        />
      ) : null}
    </div>
  );
}
