import { Search } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Select } from '@/components/ui/Select';
import { SESSION_STATUSES, statusLabel, type SessionStatus } from '@/domain/status';
import type { SessionFilters as Filters } from './use-session-filters';
import { useTypedSearch } from './use-typed-search';

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

/** Search, status and dates. */
export function SessionFilters({ filters, active, searchLabel, onChange, onClear }: SessionFiltersProps) {
  const { typed, type } = useTypedSearch(filters.search, (search) => onChange({ search }));

  return (
    <div role="search" aria-label="Sessions" className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(10rem,1fr)_11rem_9.5rem_9.5rem_auto]">
      <Field label={searchLabel} className="max-sm:col-span-2">
        <div className="relative">
          <Search aria-hidden="true" className="pointer-events-none absolute top-3.5 left-3.5 size-4 text-muted" />
          <Input type="search" className="pl-10" value={typed} onChange={(event) => type(event.target.value)} />
        </div>
      </Field>
      <Field label="Status" className="max-sm:col-span-2">
        <Select value={filters.status} onValueChange={(status) => onChange({ status })} options={OPTIONS} />
      </Field>
      <Field label="From">
        <Input type="date" value={filters.from ?? ''} max={filters.to ?? undefined} onChange={(event) => onChange({ from: event.target.value || null })} />
      </Field>
      <Field label="To">
        <Input type="date" value={filters.to ?? ''} min={filters.from ?? undefined} onChange={(event) => onChange({ to: event.target.value || null })} />
      </Field>
      {active ? (
        <Button variant="quiet" className="max-sm:col-span-2" onClick={onClear}>
          Clear
        </Button>
      ) : null}
    </div>
  );
}
