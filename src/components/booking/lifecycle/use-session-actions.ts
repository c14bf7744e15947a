import { useState } from 'react';
import { useToast } from '@/components/ui/use-toast';
import { useUpdateSessionStatus } from '@/data/sessions/use-update-session-status';
import { ACTION_STATUS, type Action } from '@/domain/status';

export type StatusAction = Exclude<Action, 'pay' | 'reschedule' | 'cancel'>;

function doneText(action: StatusAction, name: string): string {
  switch (action) {
    case 'confirm':
      return `${name}’s session is confirmed.`;
    case 'start':
      return `${name}’s session has started.`;
    case 'complete':
      return `${name}’s session is completed.`;
    case 'no_show':
      return `${name}’s session is marked as a no-show.`;
  }
}

/** Moves one session on. `running` is the action under way; a refusal stays in `error` until the next press. */
export function useSessionActions(sessionId: string, clientName: string) {
  const [running, setRunning] = useState<StatusAction | null>(null);
  const update = useUpdateSessionStatus();
  const toast = useToast();

  const run = (action: StatusAction, onDone?: () => void) => {
    if (update.isPending) return;
    setRunning(action);
    update.mutate(
      { sessionId, status: ACTION_STATUS[action] },
      {
        onSuccess: () => {
          toast.success(doneText(action, clientName));
          onDone?.();
        },
        onSettled: () => setRunning(null),
      },
    );
  };

  return { run, running, error: update.error };
}
