import { TherapistList } from '@/components/therapists/TherapistList';
import { PageHeader } from '@/components/ui/PageHeader';
import { useDocumentTitle } from '@/lib/use-document-title';

/** `/therapists`: find a therapist. */
export function TherapistsPage() {
  useDocumentTitle('Find a therapist');
  return (
    <div className="grid gap-6">
      <PageHeader title="Find a therapist" description="Look around without an account. You sign in when you book." />
      <TherapistList />
    </div>
  );
}
