import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Skeleton } from '@/components/ui/Skeleton';
import { Textarea } from '@/components/ui/Textarea';
import { useSaveSessionNotes } from '@/data/sessions/use-save-session-notes';
import { useSessionNotes } from '@/data/sessions/use-session-notes';
import { useAutosave, type SaveState } from './use-autosave';

const NOTES_LENGTH = 10_000;

function stateText(state: SaveState): string {
  switch (state) {
    case 'idle':
      return 'Only you can read these. They save themselves.';
    case 'waiting':
    case 'saving':
      return 'Saving…';
    case 'saved':
      return 'Saved. Only you can read these.';
    case 'failed':
      return 'Not saved. Your text is kept here.';
  }
}

/** The therapist's private notes on one session. */
export function SessionNotes({ sessionId }: { sessionId: string }) {
  const notes = useSessionNotes(sessionId);
  if (notes.isPending) return <Skeleton className="h-28" />;
  if (notes.isLoadingError)
    return <ErrorNotice title="Your notes could not be loaded" error={notes.error} onRetry={() => void notes.refetch()} />;
  return <NotesField sessionId={sessionId} saved={notes.data?.body ?? ''} />;
}

function NotesField({ sessionId, saved }: { sessionId: string; saved: string }) {
  // The text on screen is the writer's: a refetch never replaces it.
  const [text, setText] = useState(saved);
  const { mutateAsync } = useSaveSessionNotes();
  const autosave = useAutosave((body) => mutateAsync({ sessionId, body }));
  return (
    <div>
      <Field label="Private notes">
        <Textarea
          rows={4}
          maxLength={NOTES_LENGTH}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            autosave.change(event.target.value);
          }}
        />
      </Field>
      <div className="mt-1 flex min-h-9 items-center justify-between gap-3">
        <p role="status" className={`text-sm ${autosave.state === 'failed' ? 'text-bad' : 'text-muted'}`}>
          {stateText(autosave.state)}
        </p>
        {autosave.state === 'failed' ? (
          <Button variant="secondary" size="sm" onClick={autosave.retry}>
            Save again
          </Button>
        ) : null}
      </div>
    </div>
  );
}
