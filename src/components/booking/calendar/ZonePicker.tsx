import { Suspense, useState } from 'react';
import { Globe } from 'lucide-react';
import { Dialog } from '@/components/ui/Dialog';
import { useWanted } from '@/lib/first-load/use-wanted';
import { zoneCity } from '@/domain/time-zone';
import { lazyNamed } from '@/lib/first-load/lazy-named';
import { zoneGapText } from '@/components/booking/times/zone-gap-text';

const fetchList = () => import('./ZoneList');
const ZoneList = lazyNamed(fetchList, 'ZoneList');

interface ZonePickerProps {
  zone: string;
  onChange: (zone: string) => void;
  /** The therapist's zone, offered on top, and how far it is from the viewer's. */
  therapistZone: string;
  /** When: the distance between two zones changes over the year. */
  at: Date;
}

/** `Times in New York · change`: says the zone all times are shown in and lets it be changed in place. */
export function ZonePicker({ zone, onChange, therapistZone, at }: ZonePickerProps) {
  const [open, setOpen] = useState(false);
  const wanted = useWanted(open, fetchList);
  const gap = zoneGapText(at, zone, therapistZone);
  // Clocks may change between now and the first free time: then the line has its place before it has words.
  const gapLater = zoneGapText(new Date(at.getTime() + 92 * 86_400_000), zone, therapistZone);
  return (
    <p className="flex items-start gap-2.5 text-sm text-muted">
      <Globe aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        Times in <strong className="font-semibold text-ink">{zoneCity(zone)}</strong>
        <span aria-hidden> · </span>
        <button
          type="button"
          className="-my-2 rounded-small py-2 underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
          onClick={() => setOpen(true)}
          aria-label="Change the time zone"
        >
          change
        </button>
        {(gap ?? gapLater) && <span className="block min-h-5">{gap}</span>}
      </span>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Show times in"
        description="Your choice changes how times are shown, never when they are."
      >
        {wanted && (
          <Suspense>
            <ZoneList
              zone={zone}
              therapistZone={therapistZone}
              at={at}
              onChoose={(chosen) => {
                onChange(chosen);
                setOpen(false);
              }}
            />
          </Suspense>
        )}
      </Dialog>
    </p>
  );
}
