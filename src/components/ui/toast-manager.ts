import { Toast } from '@base-ui/react/toast';

export interface ToastAction {
  label: string;
  onClick: () => void;
}

/** One queue for the whole app, so that a toast outlives the screen that asked for it. */
export const toastManager = Toast.createToastManager();
