import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toastQueue, type ToastItem } from './toast-queue';

/** Time to read it; longer where there is something to press or to worry about (WCAG 2.2.1). */
function secondsFor({ tone, action }: ToastItem): number {
  return action || tone === 'error' ? 10 : 5;
}

/** One toast. Stays while the pointer or the focus is on it. */
export function ToastCard({ toast }: { toast: ToastItem }) {
  const [held, setHeld] = useState(false);
  const { id, message, action } = toast;
  const seconds = secondsFor(toast);

  useEffect(() => {
    if (held) return;
    const timer = window.setTimeout(() => toastQueue.remove(id), seconds * 1000);
    return () => window.clearTimeout(timer);
  }, [held, id, seconds]);

  const Icon = toast.tone === 'error' ? CircleAlert : CircleCheck;
  return (
    // Not a control: it only waits while somebody reads.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex animate-rise items-center gap-3 rounded-card border border-transparent bg-ink py-1.5 pr-1.5 pl-4 text-bg shadow-raised dark:border-line dark:bg-surface dark:text-ink"
    >
      <Icon aria-hidden="true" className="size-5 shrink-0 opacity-80" />
      <span className="grow py-2 text-[0.9375rem] leading-snug">{message}</span>
      {action && (
        <button
          type="button"
          onClick={() => {
            toastQueue.remove(id);
            action.onClick();
          }}
          className="min-h-touch shrink-0 rounded-small px-3 text-sm font-semibold underline underline-offset-4 hover:no-underline focus-visible:outline-current"
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => toastQueue.remove(id)}
        className="grid size-11 shrink-0 place-items-center rounded-small opacity-70 hover:opacity-100 focus-visible:outline-current"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </li>
  );
}
