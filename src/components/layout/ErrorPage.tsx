import { Button } from '@/components/ui/Button';
import { buttonStyles } from '@/components/ui/button-styles';
import { toAppError } from '@/lib/errors';
import { useDocumentTitle } from '@/lib/use-document-title';

/** After a release the old page asks for files that are gone; only loading it anew helps. */
function isStaleRelease(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module script failed/i.test(error.message);
}

/** Shown when a page broke. Says that nothing was lost, and offers two ways on. */
export function ErrorPage({ error }: { error: unknown }) {
  const isStale = isStaleRelease(error);
  useDocumentTitle('Something went wrong');
  return (
    <div role="alert" className="mx-auto grid max-w-lg justify-items-start gap-4 py-12 sm:py-20">
      <h1 className="text-title">{isStale ? 'There is a newer version of this page' : 'This page could not be shown'}</h1>
      <p className="text-muted">
        {isStale
          ? 'Load it again to go on where you were. Your bookings are safe.'
          : `${toAppError(error).message} Your bookings are safe.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => window.location.reload()}>Load again</Button>
        {/* A plain link: what broke may be the router itself. */}
        <a href="/" className={buttonStyles('secondary', 'md')}>
          Go to the start
        </a>
      </div>
    </div>
  );
}
