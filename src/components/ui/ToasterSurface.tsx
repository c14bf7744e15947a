import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { toastRequests, type ToastRequest } from './toast-requests';

/** Time to read it; longer where there is something to press or to worry about (WCAG 2.2.1). */
const READ_MS = 5_000;
const ACT_MS = 10_000;

/**
 * What `Toaster` loads: up to three toasts over the middle of the header, where no page and no dialog has anything to
 * press. Pointer, focus or another window hold their time; F6 goes to them; a swipe up takes one away.
 */
export function ToasterSurface() {
  return (
    <Toast.Provider limit={3}>
      <Toasts />
    </Toast.Provider>
  );
}

function Toasts() {
  const { toasts, add, close } = Toast.useToastManager<ToastRequest>();
  const asked = useSyncExternalStore(toastRequests.subscribe, toastRequests.read);

  useEffect(() => {
    for (const request of toastRequests.takeAll()) {
      const { tone, message, action } = request;
      const id = add({
        title: message,
        priority: tone === 'error' ? 'high' : 'low',
        timeout: action || tone === 'error' ? ACT_MS : READ_MS,
        data: request,
        actionProps: action && {
          children: action.label,
          onClick: () => {
            close(id);
            action.onClick();
          },
        },
      });
    }
  }, [asked, add, close]);

  return (
    // `Toaster` is the live region.
    <Toast.Viewport aria-live={undefined} className="pcc-toasts">
      {toasts.map((toast) => (
        // A group, not a dialog as Base UI has it: nothing waits for an answer.
        <Toast.Root
          key={toast.id}
          toast={toast}
          swipeDirection="up"
          role="group"
          aria-modal={undefined}
          className="pcc-toast rounded-card border border-transparent bg-ink text-bg shadow-raised dark:border-line dark:bg-surface dark:text-ink"
        >
          <Toast.Content className="pcc-toast-content flex items-center gap-3 overflow-hidden py-1.5 pr-1.5 pl-4">
            {toast.data?.tone === 'error' ? (
              <CircleAlert aria-hidden="true" className="size-5 shrink-0 opacity-80" />
            ) : (
              <CircleCheck aria-hidden="true" className="size-5 shrink-0 opacity-80" />
            )}
            <Toast.Title render={<p />} className="grow py-1 text-[0.9375rem] leading-snug" />
            <Toast.Action className="min-h-touch shrink-0 rounded-small px-3 text-sm font-semibold underline underline-offset-4 hover:no-underline focus-visible:outline-current" />
            <Toast.Close
              // Base UI hides it from screen readers until the pointer comes, but it can be reached by touch and Tab before.
              aria-hidden={false}
              aria-label="Dismiss"
              className="grid size-11 shrink-0 place-items-center rounded-small opacity-70 hover:opacity-100 focus-visible:outline-current"
            >
              <X aria-hidden="true" className="size-4" />
            </Toast.Close>
          </Toast.Content>
        </Toast.Root>
      ))}
    </Toast.Viewport>
  );
}
