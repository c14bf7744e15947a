import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

export type FieldErrors<Values> = Partial<Record<keyof Values, string>>;

interface SettingsFormInput<Values, Patch> {
  saved: Values;
  /** The patch to save, or what is wrong with which field. */
  check: (values: Values) => { ok: true; patch: Patch } | { ok: false; errors: FieldErrors<Values> };
  save: (patch: Patch) => Promise<unknown>;
  onSaved: () => void;
}

/** To the first control marked as wrong, or the first in something marked as wrong. */
export function focusFirstWrong(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], button[data-wrong], [data-wrong] :is(input, button)')?.focus();
}

/**
 * The values of a settings screen while they are edited. Untouched fields follow what is saved. Errors appear
 * on the first try to save, and from then on follow the typing. A try that fails puts the focus on the first field
 * that is wrong, within the element that gets `ref`.
 */
export function useSettingsForm<Values extends object, Patch>({ saved, check, save, onSaved }: SettingsFormInput<Values, Patch>) {
  const [changes, setChanges] = useState<Partial<Values>>({});
  const [tried, setTried] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const values: Values = { ...saved, ...changes };
  const checked = check(values);
  const errors: FieldErrors<Values> = tried && !checked.ok ? checked.errors : {};
  const dirty = JSON.stringify(values) !== JSON.stringify(saved);

  const discard = () => {
    setChanges({});
    setTried(false);
  };
  const submit = async () => {
    // Rendered at once, so that the wrong field can be found by its attribute.
    flushSync(() => setTried(true));
    if (!checked.ok) return focusFirstWrong(ref.current);
    try {
      await save(checked.patch);
    } catch {
      // The mutation keeps the error; the screen shows it beside its field, or above the button.
      return;
    }
    discard();
    onSaved();
  };

  return {
    ref,
    values,
    errors,
    dirty,
    set: (change: Partial<Values>) => setChanges((current) => ({ ...current, ...change })),
    discard,
    submit: () => void submit(),
    /** For the foot of the form: some field needs attention. */
    invalid: tried && !checked.ok,
  };
}
