import { use, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { HeaderSlotContext } from './header-slot-context';

/** Puts something of the page into the header, beside the menu: `<HeaderSlot><LiveBadge status={status} /></HeaderSlot>`. */
export function HeaderSlot({ children }: { children: ReactNode }) {
  const place = use(HeaderSlotContext);
  return place && createPortal(children, place);
}
