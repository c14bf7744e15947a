import { useEffect, useState } from 'react';
import { Search } from 'lucide-react';
import { Input } from '@/components/ui/Input';
import { useDebounced } from '@/lib/use-debounced';

interface TherapistSearchProps {
  /** What the address says; it wins when the reader goes back. */
  value: string;
  onSearch: (search: string) => void;
}

/** The search field. Searches a moment after the last key, or at once on Enter. */
export function TherapistSearch({ value, onSearch }: TherapistSearchProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    setShown(value);
    if (value !== text.trim()) setText(value);
  }
  const settled = useDebounced(text.trim(), 300);
  useEffect(() => {
    if (settled === text.trim() && settled !== value) onSearch(settled);
  }, [settled, text, value, onSearch]);

  return (
    <form
      role="search"
      className="relative max-w-xl"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
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
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
