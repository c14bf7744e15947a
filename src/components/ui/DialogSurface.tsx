import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { backdropStyles, footerStyles, sheetStyles, viewportStyles } from './dialog-styles';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  size?: 'md' | 'lg';
}

/** What `Dialog` loads. */
export function DialogSurface({ open, onOpenChange, title, description, children, footer, size = 'md' }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropStyles} />
        <BaseDialog.Viewport className={viewportStyles}>
          <BaseDialog.Popup className={cn(sheetStyles, size === 'md' ? 'sm:max-w-lg' : 'sm:max-w-2xl')}>
            <div className="flex items-start justify-between gap-4 px-5 pt-5 sm:px-6">
              <div className="grid gap-1">
                <BaseDialog.Title className="text-heading">{title}</BaseDialog.Title>
                {description && <BaseDialog.Description className="text-muted">{description}</BaseDialog.Description>}
              </div>
              <BaseDialog.Close
                aria-label="Close"
                className="-mt-1.5 -mr-2.5 grid size-11 shrink-0 place-items-center rounded-field text-muted transition-colors hover:bg-sunken hover:text-ink"
              >
                <X aria-hidden="true" className="size-5" />
              </BaseDialog.Close>
            </div>
            <div className="grow overflow-y-auto overscroll-contain px-5 py-4 sm:px-6">{children}</div>
            {footer && <div className={footerStyles}>{footer}</div>}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
