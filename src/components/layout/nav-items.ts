import { useLocation } from 'react-router-dom';
import { CalendarDays, Clock, CreditCard, House, Search, Settings, type LucideIcon } from 'lucide-react';
import type { Role } from '@/data/auth/identity';

export interface NavItem {
  to: string;
  label: string;
  /** A shorter word for the bar on a phone. */
  shortLabel?: string;
  icon: LucideIcon;
  /** What `useCurrentTab` answers there; absent for pages outside this navigation. */
  tab?: string;
}

const settings: NavItem = { to: '/booking?tab=settings', tab: 'settings', label: 'Settings', icon: Settings };
const sessions: NavItem = { to: '/booking?tab=sessions', tab: 'sessions', label: 'Sessions', icon: CalendarDays };

const payments: NavItem = { to: '/payments', tab: 'payments', label: 'Payments', icon: CreditCard };

/** Where a signed-in person can go, by role. The address of each tab is part of the app's contract. */
export const navItems: Record<Role, readonly NavItem[]> = {
  therapist: [
    { to: '/booking', tab: 'overview', label: 'Today', icon: House },
    sessions,
    { to: '/booking?tab=availability', tab: 'availability', label: 'Availability', shortLabel: 'Hours', icon: Clock },
    payments,
    settings,
  ],
  client: [
    { to: '/booking', tab: 'overview', label: 'Overview', icon: House },
    sessions,
    { to: '/therapists', label: 'Find therapists', shortLabel: 'Find', icon: Search },
    payments,
    settings,
  ],
};

/** The tab of /booking in view, `payments` for /payments, or null on another page. No `tab` in the address means the overview. */
export function useCurrentTab(): string | null {
  const { pathname, search } = useLocation();
  if (pathname === '/payments') return 'payments';
  return pathname === '/booking' ? (new URLSearchParams(search).get('tab') ?? 'overview') : null;
}
