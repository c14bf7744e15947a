import { Link } from 'react-router-dom';
import type { Role } from '@/data/auth/identity';
import { cn } from '@/lib/cn';
import { navItems } from './nav-items';
import { useCurrentTab } from './use-current-tab';

interface NavListProps {
  role: Role;
  className: string;
  /** How a place looks: always, where one is, and elsewhere. */
  link: { base: string; current: string; other: string };
  iconClassName: string;
  /** Takes the shorter word where there is one. */
  isShort?: boolean;
}

/** The places of a role, for `SideNav` and `BottomNav`, which differ in their looks only. */
export function NavList({ role, className, link, iconClassName, isShort = false }: NavListProps) {
  const current = useCurrentTab();
  return (
    <ul className={className}>
      {navItems[role].map(({ to, label, shortLabel, icon: Icon, tab }) => {
        const isCurrent = tab !== undefined && tab === current;
        return (
          <li key={to}>
            <Link
              to={to}
              aria-current={isCurrent ? 'page' : undefined}
              className={cn(link.base, 'transition-colors duration-150', isCurrent ? link.current : link.other)}
            >
              <Icon aria-hidden="true" strokeWidth={1.75} className={iconClassName} />
              {isShort ? (shortLabel ?? label) : label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
