import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** How a list's filters are read from and written to the address. Both functions and `none` must be stable. */
export interface AddressFilters<F> {
  /** What the address says; what it says wrongly counts as not said. */
  read: (params: URLSearchParams) => F;
  /** The parameters that say it; one without a value is left out. */
  write: (filters: F) => Record<string, string | null>;
  /** Nothing filtered. */
  none: F;
}

/** A list's filters, kept in the address so that a link or the back button brings them back. */
export function useAddressFilters<F extends object>({ read, write, none }: AddressFilters<F>) {
  const [params, setParams] = useSearchParams();
  const filters = read(params);
  const change = useCallback(
    (next: Partial<F>) =>
      setParams(
        (current) => {
          const result = new URLSearchParams(current);
          for (const [key, value] of Object.entries(write({ ...read(current), ...next }))) {
            if (value) result.set(key, value);
            else result.delete(key);
          }
          return result;
        },
        { replace: true, preventScrollReset: true },
      ),
    [read, write, setParams],
  );
  const clear = useCallback(() => change(none), [change, none]);
  return { filters, change, active: Object.values(write(filters)).some(Boolean), clear };
}
