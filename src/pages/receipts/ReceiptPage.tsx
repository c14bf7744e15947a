import { useParams } from 'react-router-dom';
import { ErrorBoundary } from '@/components/ui/ErrorBoundary';
import { Receipt } from '@/components/payments/Receipt';

/** `/receipts/:paymentId`: a payment's receipt, to print or keep. Guarded by the route. */
export function ReceiptPage() {
  const { paymentId = '' } = useParams();
  return (
    <ErrorBoundary what="this receipt">
      <Receipt key={paymentId} paymentId={paymentId} />
    </ErrorBoundary>
  );
}
