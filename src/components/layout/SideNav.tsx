import type { Role } from '@/data/auth/identity';
import { NavList } from './NavList';

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
