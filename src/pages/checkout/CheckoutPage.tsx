import { PageHeader } from '@/components/ui/PageHeader';

/** Placeholder until the page is built. */
export function CheckoutPage() {
  return <PageHeader title="Checkout" />;
}
