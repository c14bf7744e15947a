import { lazyOnOpen } from '@/lib/first-load/lazy-on-open';

/** A question before something that is hard to undo. Focus starts on the safe answer; a click outside does not answer. */
export const ConfirmDialog = lazyOnOpen(() => import('./ConfirmDialogSurface'), 'ConfirmDialogSurface');
