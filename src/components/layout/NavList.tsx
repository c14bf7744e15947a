import { Link } from 'react-router-dom';
import type { Role } from '@/data/auth/identity';
import { cn } from '@/lib/cn';
import { navItems, useCurrentTab } from './nav-items';

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
function NavList({ role, className, link, iconClassName, isShort = false }: NavListProps) {
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

/** The desk's navigation. On a phone `BottomNav` takes its place. */
export function SideNav({ role }: { role: Role }) {
  return (
    <nav aria-label="Your practice" className="hidden w-54 shrink-0 border-r border-line lg:block">
      <NavList
        role={role}
        className="sticky top-16 grid gap-[3px] px-3.5 py-6"
        link={{
          base: 'flex min-h-[2.625rem] items-center gap-3 rounded-field px-3 text-[0.9375rem]',
          current: 'bg-accent-soft font-semibold text-accent',
          other: 'font-medium text-muted hover:bg-sunken hover:text-ink',
        }}
        iconClassName="size-[1.125rem]"
      />
    </nav>
  );
}

/** The phone's navigation, in reach of a thumb. Its height is `--pcc-bottom-bar`, for what else sticks to the foot. */
export function BottomNav({ role }: { role: Role }) {
  return (
    <nav
      aria-label="Your practice"
      className="fixed inset-x-0 bottom-0 z-30 h-(--pcc-bottom-bar) border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <NavList
        role={role}
        isShort
        className="mx-auto grid h-full max-w-lg auto-cols-fr grid-flow-col"
        link={{
          base: 'grid h-full content-center justify-items-center gap-1 text-xs focus-visible:-outline-offset-4',
          current: 'font-semibold text-accent',
          other: 'font-medium text-muted',
        }}
        iconClassName="size-5"
      />
    </nav>
  );
}
