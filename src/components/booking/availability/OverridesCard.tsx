import { CalendarPlus, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import type { Override } from '@/data/overrides/override';
import { useOverrides } from '@/data/overrides/use-overrides';
import type { ComingSession } from '@/data/sessions/use-coming-sessions';
import { localDate } from '@/domain/time-zone';
import { useEditor } from '@/lib/use-editor';
import { useSection } from '@/lib/use-section';
import { OverrideDialog } from './OverrideDialog';
import { datesText, timesText } from './override-draft';

interface OverridesCardProps {
  zone: string;
  now: Date;
  booked: readonly ComingSession[];
}

/** How many are shown at first; a button shows the rest. */
const SHOWN = 6;

/** The overrides still to come: days off, part days, extra hours. */
export function OverridesCard({ zone, now, booked }: OverridesCardProps) {
  const overrides = useOverrides();
  const target = useSection('one-off-hours');
  const editor = useEditor<Override>();
  const [all, setAll] = useState(false);
  const today = localDate(now, zone);
  const coming = (overrides.data ?? [])
    .filter((override) => override.endsOn >= today)
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
  const shown = all ? coming : coming.slice(0, SHOWN);

  return (
    <section {...target} aria-labelledby="one-off-hours-heading" className="rounded-card border border-line bg-surface p-5 shadow-card">
      <h2 id="one-off-hours-heading" className="font-sans text-base font-semibold tracking-normal">
        Days off and extra hours
      </h2>
      {overrides.isPending ? (
        <div className="mt-3 grid gap-2.5" aria-busy>
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      ) : overrides.isLoadingError ? (
        <ErrorNotice
          className="mt-3"
          title="Your days off could not be loaded"
          error={overrides.error}
          onRetry={() => void overrides.refetch()}
        />
      ) : coming.length === 0 ? (
        <p className="mt-0.5 text-sm text-muted">
          Holidays, a free afternoon, a Saturday just once: changes to single days, without touching your week.
        </p>
      ) : (
        <ul className="-mx-2 mt-1.5 grid">
          {shown.map((override) => (
            <li key={override.id}>
              <OverrideRow override={override} today={today} onEdit={() => editor.edit(override)} />
            </li>
          ))}
        </ul>
      )}
      {coming.length > SHOWN ? (
        <Button variant="quiet" size="sm" className="mt-1 w-full" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${coming.length}`}
        </Button>
      ) : null}
      <Button variant="secondary" className="mt-3 w-full" disabled={overrides.isPending} onClick={() => editor.edit(null)}>
        <CalendarPlus aria-hidden="true" className="size-4" /> Add a date
      </Button>
      <OverrideDialog
        key={editor.opened}
        open={editor.open}
        onClose={editor.close}
        saved={editor.edited}
        overrides={coming}
        booked={booked}
        zone={zone}
        today={today}
      />
    </section>
  );
}

function OverrideRow({ override, today, onEdit }: { override: Override; today: string; onEdit: () => void }) {
  const dates = datesText({ from: override.startsOn, to: override.endsOn }, today);
  const details = [timesText(override), override.reason].filter(Boolean).join(' · ');
  return (
    <button
      type="button"
      onClick={onEdit}
      className="group flex min-h-11 w-full items-center justify-between gap-3 rounded-small px-2 py-1.5 text-left text-sm transition-colors duration-150 hover:bg-sunken"
    >
      <span className="sr-only">Change </span>
      <span className="grid min-w-0">
        <span className="tabular-nums">{dates}</span>
        {details ? <span className="truncate text-muted tabular-nums">{details}</span> : null}
      </span>
      <span className="flex shrink-0 items-center gap-1">
        <Badge tone={override.isAvailable ? 'accent' : 'done'} mark="none">
          {override.isAvailable ? 'Extra' : 'Off'}
        </Badge>
        <ChevronRight aria-hidden="true" className="size-4 text-muted" />
      </span>
    </button>
  );
}
