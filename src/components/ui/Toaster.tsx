import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { cn } from '@/lib/cn';
import { toastManager } from './toast-manager';

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'right']}
      className={cn(
        'pointer-events-auto w-full rounded-card border border-line bg-ink text-bg shadow-raised dark:bg-surface dark:text-ink',
        'transition-[opacity,transform] duration-160 ease-out data-limited:hidden',
        'data-starting-style:translate-y-3 data-starting-style:opacity-0 data-ending-style:translate-y-2 data-ending-style:opacity-0',
      )}
    >
      <Toast.Content className="flex items-center gap-3 py-1.5 pr-1.5 pl-4">
        {toast.type === 'error' ? (
          <CircleAlert aria-hidden="true" className="size-5 shrink-0 opacity-80" />
        ) : (
          <CircleCheck aria-hidden="true" className="size-5 shrink-0 opacity-80" />
        )}
        <Toast.Description className="grow py-2 text-[0.9375rem]" />
        <Toast.Action className="min-h-touch shrink-0 rounded-small px-3 text-sm font-semibold underline underline-offset-4 hover:no-underline focus-visible:outline-current" />
        <Toast.Close
          aria-label="Dismiss"
          className="grid size-11 shrink-0 place-items-center rounded-small opacity-70 hover:opacity-100 focus-visible:outline-current"
        >
          <X aria-hidden="true" className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Where toasts appear: above the bottom bar on a phone, in the lower corner on a desk. Mounted once, in App. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="pointer-events-none fixed inset-x-4 bottom-[calc(1rem+var(--pcc-bottom-bar))] z-60 flex flex-col-reverse gap-2 sm:right-6 sm:left-auto sm:w-[25rem]">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
