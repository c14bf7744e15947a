/** A link in a line of text. */
export const textLinkStyles =
  'rounded-sm font-semibold text-accent underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent';
