import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import type { Viewer } from '@/components/viewer/viewer';
import { ForClientDialog } from './ForClientDialog';

/** The button that opens a booking on behalf of a client. For therapists. */
export function BookForClient({ viewer, size = 'md' }: { viewer: Viewer; size?: 'md' | 'sm' }) {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(0);
  const begin = () => {
    // Each time a new booking, with nothing left from the one before.
    setOpened(opened + 1);
    setOpen(true);
  };
  return (
    <>
      <Button size={size} onClick={begin}>
        <Plus aria-hidden="true" className="size-4" /> Book for a client
      </Button>
      <ForClientDialog key={opened} open={open} onClose={() => setOpen(false)} viewer={viewer} />
    </>
  );
}
