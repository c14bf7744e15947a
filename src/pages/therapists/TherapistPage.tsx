import { PageHeader } from '@/components/ui/PageHeader';

/** Placeholder until the page is built. */
export function TherapistPage() {
  return <PageHeader title="Therapist" />;
}
