import { useState } from 'react';

export type FieldErrors<Values> = Partial<Record<keyof Values, string>>;

interface SettingsFormInput<Values, Patch> {
  saved: Values;
  /** The patch to save, or what is wrong with which field. */
  check: (values: Values) => { ok: true; patch: Patch } | { ok: false; errors: FieldErrors<Values> };
  save: (patch: Patch) => Promise<unknown>;
  onSaved: () => void;
}

/**
 * The values of a settings screen while they are edited. Untouched fields follow what is saved. Errors appear
 * on the first try to save, and from then on follow the typing.
 */
export function useSettingsForm<Values extends object, Patch>({ saved, check, save, onSaved }: SettingsFormInput<Values, Patch>) {
  const [changes, setChanges] = useState<Partial<Values>>({});
  const [tried, setTried] = useState(false);
  const values: Values = { ...saved, ...changes };
  const checked = check(values);
  const errors: FieldErrors<Values> = tried && !checked.ok ? checked.errors : {};
  const dirty = JSON.stringify(values) !== JSON.stringify(saved);

  const discard = () => {
    setChanges({});
    setTried(false);
  };
  const submit = async () => {
    setTried(true);
    if (!checked.ok) return;
    try {
      await save(checked.patch);
    } catch {
      // The mutation keeps the error; the screen shows it beside the button.
      return;
    }
    discard();
    onSaved();
  };

  return {
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
