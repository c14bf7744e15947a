import { Search } from 'lucide-react';
import { useTypedSearch } from '@/lib/use-typed-search';
import { Field } from './Field';
import { Input } from './Input';

interface SearchFieldProps {
  label: string;
  value: string;
  /** Called when the typing pauses. */
  onSettled: (text: string) => void;
  className?: string;
}

/** A field to search a list with while it is typed. */
export function SearchField({ label, value, onSettled, className }: SearchFieldProps) {
  const { typed, type } = useTypedSearch(value, onSettled);
  return (
    <Field filter label={label} {...(className === undefined ? {} : { className })}>
      <div className="relative">
        <Search aria-hidden="true" className="pointer-events-none absolute top-3.5 left-3.5 size-4 text-muted" />
        <Input type="search" className="pl-10" value={typed} onChange={(event) => type(event.target.value)} />
      </div>
    </Field>
  );
}
