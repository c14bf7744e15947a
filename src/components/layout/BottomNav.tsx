import { Link } from 'react-router-dom';
import type { Role } from '@/data/auth/identity';
import { cn } from '@/lib/cn';
import { navItems } from './nav-items';
import { useCurrentTab } from './use-current-tab';

/** The phone's navigation, in reach of a thumb. Its height is `--pcc-bottom-bar`, for what else sticks to the foot. */
export function BottomNav({ role }: { role: Role }) {
  const current = useCurrentTab();
  return (
    <nav
      aria-label="Your practice"
      className="fixed inset-x-0 bottom-0 z-30 h-(--pcc-bottom-bar) border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="mx-auto grid h-full max-w-lg auto-cols-fr grid-flow-col">
        {navItems[role].map(({ to, label, shortLabel, icon: Icon, tab }) => {
          const isCurrent = tab !== undefined && tab === current;
          return (
            <li key={to}>
              <Link
                to={to}
                aria-current={isCurrent ? 'page' : undefined}
                className={cn(
                  'grid h-full content-center justify-items-center gap-1 text-xs transition-colors duration-150 focus-visible:-outline-offset-4',
                  isCurrent ? 'font-semibold text-accent' : 'font-medium text-muted',
                )}
              >
                <Icon aria-hidden="true" strokeWidth={1.75} className="size-5" />
                {shortLabel ?? label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
