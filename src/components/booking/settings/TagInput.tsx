import { X } from 'lucide-react';
import { useState } from 'react';
import { Input } from '@/components/ui/Input';

interface TagInputProps {
  /** What one entry is: 'specialty'. Names the remove buttons. */
  what: string;
  values: readonly string[];
  placeholder: string;
  onChange: (values: string[]) => void;
}

/** A list of short words. Enter, a comma, or leaving the field adds; Backspace in an empty field removes the last. */
export function TagInput({ what, values, placeholder, onChange }: TagInputProps) {
  const [typed, setTyped] = useState('');

  const add = (text: string) => {
    const known = new Set(values.map((value) => value.toLowerCase()));
    const fresh = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '' && !known.has(part.toLowerCase()));
    if (fresh.length > 0) onChange([...values, ...new Set(fresh)]);
    setTyped('');
  };

  return (
    <div className="grid gap-2">
      {values.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5" aria-label={`Chosen: ${what}`}>
          {values.map((value) => (
            <li key={value} className="inline-flex items-center rounded-full bg-accent-soft pl-3.5 text-sm font-medium text-accent">
              <span className="wrap-anywhere">{value}</span>
              <button
                type="button"
                aria-label={`Remove ${what} ${value}`}
                onClick={() => onChange(values.filter((other) => other !== value))}
                className="grid size-9 place-items-center rounded-full hover:bg-accent-line"
              >
                <X aria-hidden="true" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Input
        value={typed}
        placeholder={placeholder}
        maxLength={120}
        onChange={(event) => (event.target.value.endsWith(',') ? add(event.target.value) : setTyped(event.target.value))}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            add(typed);
          } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
            onChange(values.slice(0, -1));
          }
        }}
      />
    </div>
  );
}
