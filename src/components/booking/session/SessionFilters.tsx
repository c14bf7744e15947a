import { SlidersHorizontal } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { SearchField } from '@/components/ui/SearchField';
import { Select } from '@/components/ui/Select';
import { statusLabel } from '@/domain/status';
import { cn } from '@/lib/cn';
import type { SessionFilters as Filters } from './use-session-filters';
import { SESSION_STATUSES, type SessionStatus } from '@/domain/session-facts';

interface SessionFiltersProps {
  filters: Filters;
  active: boolean;
  searchLabel: string;
  onChange: (change: Partial<Filters>) => void;
  onClear: () => void;
}

const OPTIONS: { value: SessionStatus | 'all'; label: string }[] = [
  { value: 'all', label: 'All statuses' },
  ...SESSION_STATUSES.map((status) => ({ value: status, label: statusLabel(status) })),
];

/** Search, status and dates. On a phone status and dates open on demand, so that the sessions stay in view. */
export function SessionFilters({ filters, active, searchLabel, onChange, onClear }: SessionFiltersProps) {
  const [open, setOpen] = useState(filters.status !== 'all' || filters.from !== null || filters.to !== null);
  const moreId = useId();

  return (
    <div
      role="search"
      aria-label="Sessions"
      className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(10rem,1fr)_11rem_9.75rem_9.75rem]"
    >
      <SearchField label={searchLabel} value={filters.search} onSettled={(search) => onChange({ search })} className="max-sm:col-span-2" />
      <Button
        variant="secondary"
        className="col-span-2 sm:hidden"
        aria-expanded={open}
        aria-controls={moreId}
        onClick={() => setOpen(!open)}
      >
        <SlidersHorizontal aria-hidden="true" className="size-4" /> Status and dates
      </Button>
      <div id={moreId} className={cn('col-span-2 grid grid-cols-2 gap-3 sm:contents', !open && 'max-sm:hidden')}>
        <Field filter label="Status" className="grid-cols-1 max-sm:col-span-2">
          <Select value={filters.status} onValueChange={(status) => onChange({ status })} options={OPTIONS} />
        </Field>
        <Field filter label="From" className="min-w-0 grid-cols-1">
          <Input
            type="date"
            className="min-w-0"
            value={filters.from ?? ''}
            max={filters.to ?? undefined}
            onChange={(event) => onChange({ from: event.target.value || null })}
          />
        </Field>
        <Field filter label="To" className="min-w-0 grid-cols-1">
          <Input
            type="date"
            className="min-w-0"
            value={filters.to ?? ''}
            min={filters.from ?? undefined}
            onChange={(event) => onChange({ to: event.target.value || null })}
          />
        </Field>
      </div>
      {active ? (
        <Button variant="quiet" size="sm" className="col-span-full justify-self-start" onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}
