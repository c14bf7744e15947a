import { Link2 } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { useToast } from '@/components/ui/use-toast';

interface ShareLinkProps {
  slug: string;
  onShared?: () => void;
}

/** Copies the address of the public page, or hands it to the phone's own share sheet. */
export function ShareLink({ slug, onShared }: ShareLinkProps) {
  const toast = useToast();
  const address = `${window.location.origin}/therapists/${slug}`;

  const share = async () => {
    try {
      await navigator.clipboard.writeText(address);
      toast.success('The address of your page is copied.');
      onShared?.();
    } catch {
      // No clipboard without permission or https: show it, so that it can be copied by hand.
      toast.error(`Could not copy. Your page is ${address}`);
    }
  };

  return (
    <Button variant="secondary" size="sm" onClick={() => void share()}>
      <Link2 aria-hidden="true" className="size-4" /> Copy link
    </Button>
  );
}
