import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionKeys } from '@/data/sessions/keys';
import { confirmSandboxPayment } from './confirm-sandbox-payment';
import { paymentKeys } from './keys';

/** Pays at the sandbox. The session becomes paid by webhook, so both are fetched again, and realtime tells the rest. */
export function useConfirmSandboxPayment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: confirmSandboxPayment,
    networkMode: 'always',
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: paymentKeys.all });
      void queryClient.invalidateQueries({ queryKey: sessionKeys.all });
    },
  });
}
