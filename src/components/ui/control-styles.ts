/** The look shared by everything one types or picks in. */
export const controlStyles =
  'w-full rounded-field border border-line-strong/60 bg-surface px-3.5 text-ink transition-colors duration-150 ' +
  'hover:border-line-strong focus-visible:border-accent ' +
  'aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted';
