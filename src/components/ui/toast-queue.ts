export interface ToastAction {
  label: string;
  onClick: () => void;
}

export interface ToastItem {
  id: number;
  tone: 'success' | 'error';
  message: string;
  action: ToastAction | undefined;
}

const MOST_AT_ONCE = 3;

let items: readonly ToastItem[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly ToastItem[]): void {
  items = next;
  for (const notify of listeners) notify();
}

/** One queue for the whole app, outside React, so that a toast outlives the screen that asked for it. */
export const toastQueue = {
  add: (toast: Omit<ToastItem, 'id'>) => {
    lastId += 1;
    set([...items, { ...toast, id: lastId }].slice(-MOST_AT_ONCE));
  },
  remove: (id: number) => set(items.filter((item) => item.id !== id)),
  read: () => items,
  subscribe: (notify: () => void) => {
    listeners.add(notify);
    return () => listeners.delete(notify);
  },
};
