import { useParams } from 'react-router-dom';
import { Checkout } from '@/components/checkout/Checkout';

/** `/checkout/:sessionId`: pay for a held session, and see it booked. Guarded by the route. */
export function CheckoutPage() {
  const { sessionId = '' } = useParams();
  // Another session is another payment: nothing of the last one's state may stay.
  return <Checkout key={sessionId} sessionId={sessionId} />;
}
