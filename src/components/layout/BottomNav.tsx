import type { Role } from '@/data/auth/identity';
import { NavList } from './NavList';

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
