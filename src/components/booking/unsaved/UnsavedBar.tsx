import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';

interface UnsavedBarProps {
  /** What saving will do, after "Unsaved changes." */
  children?: ReactNode;
  saveLabel: string;
  saving: boolean;
  disabled?: boolean;
  onDiscard: () => void;
  onSave: () => void;
}

/** Stays at the foot of the screen while there is something to save. On a phone it sits on the bottom bar. */
export function UnsavedBar({ children, saveLabel, saving, disabled = false, onDiscard, onSave }: UnsavedBarProps) {
  return (
    <div
      role="region"
      aria-label="Unsaved changes"
      className="animate-rise sticky bottom-[calc(var(--pcc-bottom-bar,0px)+0.5rem)] lg:bottom-3 z-20 mt-6 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 rounded-card border bg-surface px-4 py-3 shadow-raised sm:px-5"
    >
      <p className="min-w-40 flex-1 text-sm text-muted" role="status">
        <strong className="font-semibold text-ink">Unsaved changes.</strong> {children}
      </p>
      <div className="flex gap-2">
        <Button variant="quiet" onClick={onDiscard} disabled={saving}>
          Discard
        </Button>
        <Button onClick={onSave} disabled={disabled} loading={saving}>
          {saveLabel}
        </Button>
      </div>
    </div>
  );
}
