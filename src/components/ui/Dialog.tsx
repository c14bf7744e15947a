import { lazyOnOpen } from '@/lib/first-load/lazy-on-open';

/** A task over the page. Holds focus, closes with Escape, and gives focus back to what opened it. */
export const Dialog = lazyOnOpen(() => import('./DialogSurface'), 'DialogSurface');
