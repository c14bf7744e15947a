import { toastQueue, type ToastAction } from './toast-queue';

const toast = {
  success: (message: string, action?: ToastAction) => toastQueue.add({ tone: 'success', message, action }),
  error: (message: string) => toastQueue.add({ tone: 'error', message, action: undefined }),
};

/** Reports what an action did. Refusals belong beside the field or slot, not here. */
export function useToast(): typeof toast {
  return toast;
}
