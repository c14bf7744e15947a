import { ReceiptText } from 'lucide-react';
import { useViewer } from '@/components/viewer/use-viewer';
import type { Viewer } from '@/components/viewer/viewer';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { Skeleton } from '@/components/ui/Skeleton';
import type { ListedPayment } from '@/data/payments/listed-payment';
import { useReceipt } from '@/data/payments/use-receipt';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { useDocumentTitle } from '@/lib/use-document-title';
import { ReceiptSheet } from './ReceiptSheet';

/** A receipt, or why there is none. People other than the two parties find nothing here. */
export function Receipt({ paymentId }: { paymentId: string }) {
  const viewer = useViewer();
  useSessionsChannel(viewer?.id);
  const receipt = useReceipt(paymentId);
  const number = receipt.data?.receiptNumber;
  useDocumentTitle(number ? `Receipt ${number}` : 'Receipt');

  if (receipt.isPending || !viewer) {
    return (
      <div aria-busy="true" className="mx-auto grid max-w-2xl gap-4">
        <span role="status" className="sr-only">
          Loading the receipt
        </span>
        <Skeleton className="h-11 w-52 justify-self-end" />
        <Skeleton className="h-[32rem] rounded-card" />
      </div>
    );
  }
  if (receipt.isLoadingError)
    return <ErrorNotice title="The receipt could not be loaded" error={receipt.error} onRetry={() => void receipt.refetch()} />;
  return <Found receipt={receipt.data} viewer={viewer} />;
}

function Found({ receipt, viewer }: { receipt: ListedPayment | null; viewer: Viewer }) {
  if (receipt?.paidAt) return <ReceiptSheet receipt={{ ...receipt, paidAt: receipt.paidAt }} viewer={viewer} />;
  return (
    <Card className="mx-auto max-w-2xl p-0">
      <h1 className="sr-only">Receipt</h1>
      <EmptyState
        icon={<ReceiptText className="size-5" />}
        title={receipt ? 'There is no receipt yet' : 'There is no such receipt in your account'}
        description={
          receipt ? 'Nothing has been paid here.' : 'It may belong to another account. Sign in with that one, or look at your payments.'
        }
        action={<LinkButton to="/payments">Your payments</LinkButton>}
      />
    </Card>
  );
}
