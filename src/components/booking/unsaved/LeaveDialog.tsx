import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { useUnsavedGuard } from './use-unsaved-guard';

interface LeaveDialogProps {
  dirty: boolean;
  /** What would be lost: 'your week', 'your settings'. */
  what: string;
}

/** Guards a screen with unsaved work, and asks before leaving it. */
export function LeaveDialog({ dirty, what }: LeaveDialogProps) {
  const { asking, stay, leave } = useUnsavedGuard(dirty);
  return (
    <ConfirmDialog
      open={asking}
      onOpenChange={(open) => {
        if (!open) stay();
      }}
      title="Leave without saving?"
      description={`The changes to ${what} are not saved yet.`}
      confirmLabel="Leave without saving"
      cancelLabel="Stay here"
      onConfirm={leave}
    />
  );
}
