/** Shared by Dialog and ConfirmDialog: a sheet from the foot of a phone, a card in the middle of a desk. */
export const backdropStyles =
  'fixed inset-0 z-40 bg-(--pcc-backdrop) transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const viewportStyles = 'fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6';

export const sheetStyles =
  'flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-[20px] border border-line bg-surface shadow-raised outline-none ' +
  'transition-[opacity,transform] duration-160 ease-out sm:max-h-[86dvh] sm:rounded-card ' +
  'data-starting-style:translate-y-6 data-starting-style:opacity-0 data-ending-style:translate-y-4 data-ending-style:opacity-0 ' +
  'sm:data-starting-style:translate-y-2 sm:data-ending-style:translate-y-1';

export const footerStyles =
  'flex flex-col-reverse gap-2 border-t border-line bg-bg px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end sm:px-6';
