import { Link } from 'react-router-dom';
import type { Role } from '@/data/auth/identity';
import { cn } from '@/lib/cn';
import { navItems } from './nav-items';
import { useCurrentTab } from './use-current-tab';

/** The desk's navigation. On a phone `BottomNav` takes its place. */
export function SideNav({ role }: { role: Role }) {
  const current = useCurrentTab();
  return (
    <nav aria-label="Your practice" className="hidden w-54 shrink-0 border-r border-line lg:block">
      <ul className="sticky top-16 grid gap-[3px] px-3.5 py-6">
        {navItems[role].map(({ to, label, icon: Icon, tab }) => {
          const isCurrent = tab !== undefined && tab === current;
          return (
            <li key={to}>
              <Link
                to={to}
                aria-current={isCurrent ? 'page' : undefined}
                className={cn(
                  'flex min-h-[2.625rem] items-center gap-3 rounded-field px-3 text-[0.9375rem] transition-colors duration-150',
                  isCurrent ? 'bg-accent-soft font-semibold text-accent' : 'font-medium text-muted hover:bg-sunken hover:text-ink',
                )}
              >
                <Icon aria-hidden="true" strokeWidth={1.75} className="size-[1.125rem]" />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
