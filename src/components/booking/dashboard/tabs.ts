import type { Role } from '@/domain/session-facts';

const TABS = ['overview', 'availability', 'sessions', 'settings'] as const;
export type DashboardTab = (typeof TABS)[number];

/** The tab an address asks for; the overview when it asks for none, an unknown one, or one this role does not have. */
export function readTab(asked: string | null, role: Role | null): DashboardTab {
  const tab = TABS.find((known) => known === asked) ?? 'overview';
  return tab === 'availability' && role !== 'therapist' ? 'overview' : tab;
}
