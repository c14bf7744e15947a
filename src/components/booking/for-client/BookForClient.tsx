import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { useWanted } from '@/lib/first-load/use-wanted';
import type { Viewer } from '@/components/viewer/viewer';

const fetchDialog = async () => ({ default: (await import('./ForClientDialog')).ForClientDialog });
const ForClientDialog = lazy(fetchDialog);

/** The button that opens a booking on behalf of a client. For therapists. */
export function BookForClient({ viewer, size = 'md' }: { viewer: Viewer; size?: 'md' | 'sm' }) {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(0);
  const wanted = useWanted(open, fetchDialog);
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
      {wanted ? (
        <Suspense>
          <ForClientDialog key={opened} open={open} onClose={() => setOpen(false)} viewer={viewer} />
        </Suspense>
      ) : null}
    </>
  );
}
