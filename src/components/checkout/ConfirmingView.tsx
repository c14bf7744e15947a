import { Card } from '@/components/ui/Card';
import { Spinner } from '@/components/ui/Spinner';

/** The payment is made; the booking is being confirmed. `late`: it has taken longer than it should. */
export function ConfirmingView({ late }: { late: boolean }) {
  return (
    <Card className="mx-auto grid max-w-xl justify-items-center gap-3 px-6 py-12 text-center">
      <Spinner className="size-7 text-accent" />
      <h1 className="text-heading">Confirming your session</h1>
      <p role="status" className="max-w-md text-muted">
        {late
          ? 'This is taking longer than usual. You can close this page: nothing is charged twice, and the session appears under your sessions as soon as the payment is confirmed.'
          : 'Your payment went through. This takes a moment; the page moves on by itself.'}
      </p>
    </Card>
  );
}
