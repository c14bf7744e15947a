import { Search } from 'lucide-react';
import { Suspense } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { LinkButton } from '@/components/ui/LinkButton';
import { Skeleton } from '@/components/ui/Skeleton';
import { cn } from '@/lib/cn';
import { Brand } from './Brand';
import { lazyNamed } from '@/lib/first-load/lazy-named';

// Most who come here first are not signed in, and need none of it.
const UserMenu = lazyNamed(() => import('./UserMenu'), 'UserMenu');

/** Sign-in leads back to the page it was pressed on, so that a chosen slot is not lost; not back to itself, though. */
function useSignInAddress(): string {
  const { pathname, search } = useLocation();
  const isAuthPage = ['/', '/sign-in', '/sign-up', '/reset-password', '/update-password'].includes(pathname);
  return isAuthPage ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}

function Account() {
  const { status } = useAuth();
  const address = useSignInAddress();
  // In a place as large as the menu's button.
  const unknown = <Skeleton className="m-[5px] size-[2.125rem]" />;
  if (status === 'loading') return unknown;
  if (status === 'signed_in') {
    return (
      <Suspense fallback={unknown}>
        <UserMenu />
      </Suspense>
    );
  }
  return (
    <LinkButton to={address} variant="secondary" size="sm">
      Sign in
    </LinkButton>
  );
}

interface HeaderProps {
  /** Takes the place that pages may fill, see `HeaderSlot`. */
  slotRef: (element: HTMLElement | null) => void;
  /** The page has the navigation of the signed-in, which leads to the therapists too. */
  hasNav: boolean;
}

/** The bar at the top of every page. */
export function Header({ slotRef, hasNav }: HeaderProps) {
  const { role } = useAuth();
  return (
    <header className="sticky top-0 z-30 h-16 print:hidden border-b border-line bg-bg/90 backdrop-blur-md">
      <div className="flex h-full items-center justify-between gap-3 px-[1.125rem] sm:px-8">
        <Brand />
        <div className="flex shrink-0 grow items-center justify-end gap-2 sm:gap-3">
          {role !== 'therapist' && !hasNav && (
            <nav aria-label="Main">
              <NavLink
                to="/therapists"
                className={({ isActive }) =>
                  cn(
                    'flex min-h-touch min-w-touch items-center justify-center rounded-field text-sm transition-colors hover:text-ink sm:px-2',
                    isActive ? 'font-semibold text-ink' : 'font-medium text-muted',
                  )
                }
              >
                <Search aria-hidden="true" strokeWidth={1.75} className="size-5 sm:hidden" />
                <span className="max-sm:sr-only">Find therapists</span>
              </NavLink>
            </nav>
          )}
          <div ref={slotRef} className="contents" />
          {/* As wide as its widest content, so that nothing moves once it is known who is signed in. */}
          <div className={cn('flex justify-end', !hasNav && 'min-w-19')}>
            <Account />
          </div>
        </div>
      </div>
    </header>
  );
}
