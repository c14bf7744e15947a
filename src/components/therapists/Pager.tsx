import { LinkButton } from '@/components/ui/LinkButton';
import { buttonStyles } from '@/components/ui/button-styles';

interface PagerProps {
  /** Counted from 1. */
  page: number;
  pages: number;
  hrefFor: (page: number) => string;
}

/** Previous, where we are, next. Links, so that a page can be opened beside or come back to. */
export function Pager({ page, pages, hrefFor }: PagerProps) {
  if (pages < 2) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-center gap-4 pt-2">
      <Step label="Previous" page={page - 1} possible={page > 1} hrefFor={hrefFor} />
      <p className="text-sm text-muted" aria-current="page">
        Page {page} of {pages}
      </p>
      <Step label="Next" page={page + 1} possible={page < pages} hrefFor={hrefFor} />
    </nav>
  );
}

function Step({ label, page, possible, hrefFor }: { label: string; page: number; possible: boolean; hrefFor: (page: number) => string }) {
  return possible ? (
    <LinkButton variant="secondary" to={hrefFor(page)}>
      {label}
    </LinkButton>
  ) : (
    // Its place is kept, so that the other step does not move under the finger.
    <span className={buttonStyles('secondary', 'md', 'invisible')} aria-hidden>
      {label}
    </span>
  );
}
