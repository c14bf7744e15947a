import { toastManager, type ToastAction } from './toast-manager';

function success(message: string, action?: ToastAction): void {
  const id = toastManager.add({
    description: message,
    type: 'success',
    // Time enough to read it and reach the button (WCAG 2.2.1); hovering or focusing also holds it.
    timeout: action ? 10_000 : 5_000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          toastManager.close(id);
          action.onClick();
        },
      },
    }),
  });
}

function error(message: string): void {
  toastManager.add({ description: message, type: 'error', priority: 'high', timeout: 10_000 });
}

const toast = { success, error };

/** Reports what an action did. Refusals belong beside the field or slot, not here. */
export function useToast(): typeof toast {
  return toast;
}
