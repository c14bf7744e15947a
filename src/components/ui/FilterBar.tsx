import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { useTypedSearch } from '@/lib/use-typed-search';
import { Button } from './Button';
import { Field } from './Field';
import { Input } from './Input';

interface FilterBarProps {
  /** What is searched: "Sessions". */
  label: string;
  searchLabel: string;
  search: string;
  /** Called when the typing pauses. */
  onSearch: (text: string) => void;
  /** Whether anything is filtered, so that it can be cleared. */
  active: boolean;
  onClear: () => void;
  /** The columns on a screen that is no phone; on a phone there are two. */
  className: string;
  /** The other filters. */
  children: ReactNode;
}

/** Above a list: a field to search it with, its other filters, and the way back to all of it. */
export function FilterBar({ label, searchLabel, search, onSearch, active, onClear, className, children }: FilterBarProps) {
  const { typed, type } = useTypedSearch(search, onSearch);
  return (
    <div role="search" aria-label={label} className={cn('grid grid-cols-2 items-end gap-3', className)}>
      <Field filter label={searchLabel} className="max-sm:col-span-2">
        <div className="relative">
          <Search aria-hidden="true" className="pointer-events-none absolute top-3.5 left-3.5 size-4 text-muted" />
          <Input type="search" className="pl-10" value={typed} onChange={(event) => type(event.target.value)} />
        </div>
      </Field>
      {children}
      {active ? (
        <Button variant="quiet" size="sm" className="col-span-full justify-self-start" onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}
