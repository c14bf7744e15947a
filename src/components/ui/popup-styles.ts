/** The look of everything that opens over the page next to its button: lists and menus. */
export const popupStyles =
  'origin-(--transform-origin) rounded-field border border-line bg-surface text-ink shadow-raised outline-none ' +
  'transition-[opacity,transform] duration-120 ease-out data-starting-style:scale-[0.98] data-starting-style:opacity-0 ' +
  'data-ending-style:opacity-0';
