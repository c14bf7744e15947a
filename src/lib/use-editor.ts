import { useState } from 'react';

/**
 * A dialog that changes one thing of a list, or adds one. While it closes it keeps what it showed. Give `opened` as its
 * `key`: each opening is a new dialog, with nothing left from the one before.
 */
export function useEditor<Thing>() {
  const [{ edited, opened, open }, setState] = useState<{ edited: Thing | null; opened: number; open: boolean }>({
    edited: null,
    opened: 0,
    open: false,
  });
  return {
    /** Null: a new one. */
    edited,
    opened,
    open,
    edit: (thing: Thing | null) => setState((state) => ({ edited: thing, opened: state.opened + 1, open: true })),
    close: () => setState((state) => ({ ...state, open: false })),
  };
}
