import { Search } from 'lucide-react';
import { Input } from '@/components/ui/Input';
import { useTypedSearch } from '@/lib/use-typed-search';

interface TherapistSearchProps {
  /** What the address says; it wins when the reader goes back. */
  value: string;
  onSearch: (search: string) => void;
}

/** The search field. Searches a moment after the last key, or at once on Enter. */
export function TherapistSearch({ value, onSearch }: TherapistSearchProps) {
  const { typed, type, search } = useTypedSearch(value, onSearch);
  return (
    <form
      role="search"
      className="relative max-w-xl"
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3.5 size-[1.125rem] -translate-y-1/2 text-muted" />
      <Input
        type="search"
        name="q"
        aria-label="Search therapists"
        placeholder="Name, specialty, language or place"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={100}
        className="pl-10"
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
    </form>
  );
}
