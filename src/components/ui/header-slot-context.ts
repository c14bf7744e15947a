import { createContext } from 'react';

/** The place in the header that pages may fill; null until the header is there. */
export const HeaderSlotContext = createContext<HTMLElement | null>(null);
