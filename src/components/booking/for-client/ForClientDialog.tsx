import { lazyOnOpen } from '@/lib/first-load/lazy-on-open';

/** Books a session for one of the therapist's clients, or for a guest (a person without an account). */
export const ForClientDialog = lazyOnOpen(() => import('./ForClientDialogSurface'), 'ForClientDialogSurface');
