import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import type { SessionType } from '@/domain/session-type';
import { useReorderSessionTypes } from '@/data/session-types/use-reorder-session-types';
import { useOwnSessionTypes } from '@/data/session-types/use-session-types';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { formatDuration } from '@/domain/format';
import { placeLabel } from '@/domain/place';
import { typePriceText } from '@/domain/session-type';
import { useEditor } from '@/lib/use-editor';
import { SessionTypeDialog } from './SessionTypeDialog';
import { SettingsSection } from './SettingsSection';

const MOVE =
  'grid size-9 place-items-center rounded-small text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink aria-disabled:opacity-35';

/** A therapist's session types. Each is saved by itself, apart from the settings around it. */
export function SessionTypesSection({ profile }: { profile: TherapistProfile }) {
  const types = useOwnSessionTypes();
  const reorder = useReorderSessionTypes();
  const editor = useEditor<SessionType>();
  const [moved, setMoved] = useState('');
  const all = types.data ?? [];
  const none = types.isSuccess && all.length === 0;
  const onlyPaused = all.length > 0 && !all.some((type) => type.isActive);

  const move = (type: SessionType, by: -1 | 1) => {
    const from = all.indexOf(type);
    const to = from + by;
    if (to < 0 || to >= all.length) return;
    reorder.mutate(
      all
        .toSpliced(from, 1)
        .toSpliced(to, 0, type)
        .map(({ id }) => id),
    );
    setMoved(`${type.name} is now ${to + 1} of ${all.length}.`);
  };

  return (
    <SettingsSection
      section="session-types"
      title="Session types"
      description="What clients choose from, in this order. A change counts for new bookings; booked sessions keep their terms."
    >
      {types.isPending ? (
        <div className="grid gap-3" aria-busy>
          <Skeleton className="h-12" />
          <Skeleton className="h-12" />
        </div>
      ) : types.isLoadingError ? (
        <ErrorNotice title="Your session types could not be loaded" error={types.error} onRetry={() => void types.refetch()} />
      ) : none ? (
        <p className="text-muted">
          You have none yet. Clients choose a length at your hourly rate. With types, each has its own lengths, price and place, such as a
          longer first visit.
        </p>
      ) : (
        <ul className="-my-2 divide-y">
          {all.map((type, index) => (
            <li key={type.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
              <div className="min-w-48 grow basis-0">
                <p className="flex flex-wrap items-center gap-2 font-semibold">
                  <span className={type.isActive ? undefined : 'text-muted'}>{type.name}</span>
                  {type.isActive ? null : (
                    <Badge tone="done" mark="none">
                      Paused
                    </Badge>
                  )}
                  {type.firstVisitOnly ? (
                    <Badge tone="info" mark="none">
                      New clients only
                    </Badge>
                  ) : null}
                </p>
                <p className="text-sm text-muted tabular-nums">{detailsText(type, profile)}</p>
              </div>
              <div className="flex items-center">
                <button
                  type="button"
                  aria-label={`Move ${type.name} up`}
                  aria-disabled={index === 0}
                  className={MOVE}
                  onClick={() => move(type, -1)}
                >
                  <ArrowUp aria-hidden="true" className="size-4" />
                </button>
                <button
                  type="button"
                  aria-label={`Move ${type.name} down`}
                  aria-disabled={index === all.length - 1}
                  className={MOVE}
                  onClick={() => move(type, 1)}
                >
                  <ArrowDown aria-hidden="true" className="size-4" />
                </button>
                <Button
                  variant="secondary"
                  size="sm"
                  className="ml-1.5"
                  aria-label={`Change ${type.name}`}
                  onClick={() => editor.edit(type)}
                >
                  Change
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {moved}
      </p>
      {reorder.isError ? <ErrorNotice title="The order was not saved" error={reorder.error} /> : null}
      {onlyPaused ? (
        <p className="text-sm text-muted">All are paused, so clients choose a length at your hourly rate, as if there were none.</p>
      ) : null}
      <div>
        <Button variant="secondary" disabled={types.isPending} onClick={() => editor.edit(null)}>
          <Plus aria-hidden="true" className="size-4" /> Add a type
        </Button>
      </div>
      <SessionTypeDialog key={editor.opened} open={editor.open} onClose={editor.close} type={editor.edited} profile={profile} />
    </SettingsSection>
  );
}

/** `60 min, 90 min · £80.00 – £120.00 · Online`. */
function detailsText(type: SessionType, profile: TherapistProfile): string {
  return [
    type.durations.map((minutes) => formatDuration(minutes)).join(', '),
    typePriceText(type, profile.hourlyRate, profile.currency),
    placeLabel(type.place),
  ].join(' · ');
}
