import { LinkButton } from '@/components/ui/LinkButton';
import { useDocumentTitle } from '@/lib/use-document-title';

/** No page at this address. */
export function NotFoundPage() {
  useDocumentTitle('Page not found');
  return (
    <div className="mx-auto grid max-w-lg justify-items-start gap-4 py-12 sm:py-20">
      <h1 className="text-title">There is no page here</h1>
      <p className="text-muted">The address may be mistyped, or the page may have moved. Nothing of yours is lost.</p>
      <div className="flex flex-wrap gap-2">
        <LinkButton to="/therapists">Find a therapist</LinkButton>
        <LinkButton to="/" variant="secondary">
          Go to the start
        </LinkButton>
      </div>
    </div>
  );
}
