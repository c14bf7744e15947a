import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { Textarea } from '@/components/ui/Textarea';
import type { BookableType } from './bookable-types';

/** The database refuses longer notes. */
const NOTES_LIMIT = 2000;

interface SessionDetailsProps {
  /** The session types to choose from; empty where that is asked elsewhere. */
  types: readonly BookableType[];
  /** Slug of the one chosen. */
  value: string;
  onTypeChange: (slug: string) => void;
  notes: string;
  onNotesChange: (notes: string) => void;
  therapistName: string;
  /** The cancellation policy in words. */
  policy: string;
}

/** What kind of session it is, what the therapist should know before it, and what happens if plans change. */
export function SessionDetails({ types, value, onTypeChange, notes, onNotesChange, therapistName, policy }: SessionDetailsProps) {
  return (
    <section aria-label="Session details" className="grid gap-4 md:grid-cols-[minmax(0,15rem)_minmax(0,1fr)] md:gap-7">
      <div className="grid content-start gap-3">
        {types.length > 1 && (
          <Field label="Session type" required>
            <Select value={value} onValueChange={onTypeChange} options={types.map(({ slug, label }) => ({ value: slug, label }))} />
          </Field>
        )}
        <p className="text-sm text-muted">{policy}</p>
      </div>
      <Field
        label="Notes"
        hint={`Optional. Only you and ${therapistName} can read this.`}
        aside={
          <span className="text-xs text-muted tabular-nums" aria-live={notes.length > NOTES_LIMIT - 100 ? 'polite' : 'off'}>
            {notes.length.toLocaleString()} of {NOTES_LIMIT.toLocaleString()}
          </span>
        }
      >
        <Textarea
          rows={3}
          maxLength={NOTES_LIMIT}
          value={notes}
          onChange={(event) => onNotesChange(event.target.value)}
          placeholder="What would you like help with?"
        />
      </Field>
    </section>
  );
}
