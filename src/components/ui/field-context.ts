import { createContext, use } from 'react';

export interface FieldControl {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

export const FieldContext = createContext<FieldControl | null>(null);

interface Given {
  id?: string | undefined;
  required?: boolean | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling' | undefined;
}

/** The id and ARIA attributes a control takes from the `Field` around it; what it was given itself wins. */
export function useFieldControl(given: Given) {
  const field = use(FieldContext);
  return {
    id: given.id ?? field?.id,
    required: given.required ?? field?.required,
    'aria-describedby': given['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': given['aria-invalid'] ?? (field?.invalid ? (true as const) : undefined),
  };
}
