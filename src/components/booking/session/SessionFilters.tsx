import { SlidersHorizontal } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { FilterBar } from '@/components/ui/FilterBar';
import { Input } from '@/components/ui/Input';
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
    <FilterBar
      label="Sessions"
      searchLabel={searchLabel}
      search={filters.search}
      onSearch={(search) => onChange({ search })}
      active={active}
      onClear={onClear}
      className="sm:grid-cols-[minmax(10rem,1fr)_11rem_9.75rem_9.75rem]"
    >
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
        <DateField label="From" value={filters.from} max={filters.to} onChange={(from) => onChange({ from })} />
        <DateField label="To" value={filters.to} min={filters.from} onChange={(to) => onChange({ to })} />
      </div>
    </FilterBar>
  );
}

interface DateFieldProps {
  label: string;
  /** YYYY-MM-DD, as are the bounds. */
  value: string | null;
  min?: string | null;
  max?: string | null;
  onChange: (date: string | null) => void;
}

function DateField({ label, value, min, max, onChange }: DateFieldProps) {
  return (
    <Field filter label={label} className="min-w-0 grid-cols-1">
      <Input
        type="date"
        className="min-w-0"
        value={value ?? ''}
        min={min ?? undefined}
        max={max ?? undefined}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </Field>
  );
}
