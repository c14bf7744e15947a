import { toastRequests, type ToastAction } from './toast-requests';

const toast = {
  success: (message: string, action?: ToastAction) => toastRequests.add({ tone: 'success', message, action }),
  error: (message: string) => toastRequests.add({ tone: 'error', message, action: undefined }),
};

/** Reports what an action did. Refusals belong beside the field or slot, not here. */
export function useToast(): typeof toast {
  return toast;
}
