export interface ToastAction {
  label: string;
  onClick: () => void;
}

export interface ToastRequest {
  tone: 'success' | 'error';
  message: string;
  action: ToastAction | undefined;
}

let asked: readonly ToastRequest[] = [];
const listeners = new Set<() => void>();

function set(next: readonly ToastRequest[]): void {
  asked = next;
  for (const notify of listeners) notify();
}

/**
 * Toasts that were asked for and are not on screen yet, since what shows them is loaded when it is first wanted.
 * Outside React, so that a toast outlives the screen that asked for it.
 */
export const toastRequests = {
  add: (request: ToastRequest) => set([...asked, request]),
  /** Hands all of them over, each once. */
  takeAll: () => {
    const taken = asked;
    if (taken.length > 0) set([]);
    return taken;
  },
  read: () => asked,
  subscribe: (notify: () => void) => {
    listeners.add(notify);
    return () => listeners.delete(notify);
  },
};
