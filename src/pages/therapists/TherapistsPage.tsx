import { PageHeader } from '@/components/ui/PageHeader';

/** Placeholder until the page is built. */
export function TherapistsPage() {
  return <PageHeader title="Therapists" />;
}
