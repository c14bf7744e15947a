import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Button } from './Button';
import { backdropStyles, footerStyles, sheetStyles, viewportStyles } from './dialog-styles';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, in full: money, people, and whether it can be undone. */
  description?: ReactNode;
  confirmLabel: string;
  /** Say what stays as it is: "Keep session", not "Cancel". */
  cancelLabel?: string;
  tone?: 'danger' | 'primary';
  /** Closing is the caller's: it calls `onOpenChange(false)` when the work is done. */
  onConfirm: () => void;
  loading?: boolean | undefined;
  confirmDisabled?: boolean | undefined;
  /** A reason to write, an error to read. */
  children?: ReactNode;
}

/** What `ConfirmDialog` loads. */
export function ConfirmDialogSurface({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Go back',
  tone = 'danger',
  onConfirm,
  loading = false,
  confirmDisabled = false,
  children,
}: ConfirmDialogProps) {
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropStyles} />
        <AlertDialog.Viewport className={viewportStyles}>
          <AlertDialog.Popup initialFocus={safe} className={cn(sheetStyles, 'sm:max-w-md')}>
            <div className="grid gap-3 overflow-y-auto overscroll-contain px-5 pt-6 pb-5 sm:px-6">
              <AlertDialog.Title className="text-heading">{title}</AlertDialog.Title>
              {description && (
                <AlertDialog.Description render={<div />} className="text-muted">
                  {description}
                </AlertDialog.Description>
              )}
              {children}
            </div>
            <div className={footerStyles}>
              <AlertDialog.Close ref={safe} render={<Button variant="secondary" />}>
                {cancelLabel}
              </AlertDialog.Close>
              <Button variant={tone} loading={loading} disabled={confirmDisabled} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
