import { lazyOnOpen } from '@/lib/first-load/lazy-on-open';

/** Moves a session to another free time, for either side. Its calendar is loaded when it is first wanted. */
export const RescheduleDialog = lazyOnOpen(() => import('./RescheduleDialogSurface'), 'RescheduleDialogSurface');
