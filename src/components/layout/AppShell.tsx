import { Suspense, useState } from 'react';
import { Outlet, useLocation } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { cn } from '@/lib/cn';
import { ErrorBoundary } from '@/components/ui/ErrorBoundary';
import { ErrorPage } from './ErrorPage';
import { Header } from './Header';
import { HeaderSlotContext } from '@/components/ui/header-slot-context';
import { PageSkeleton } from '@/components/ui/PageSkeleton';
import { useRouteFocus } from './use-route-focus';
import { lazyNamed } from '@/lib/first-load/lazy-named';

const SideNav = lazyNamed(() => import('./NavList'), 'SideNav');
const BottomNav = lazyNamed(() => import('./NavList'), 'BottomNav');
const SIDE_NAV_PLACE = <div className="hidden w-54 shrink-0 lg:block" />;

/**
 * The frame of every page: skip link, header, the page itself, and on /booking and /payments the navigation of the signed-in role.
 * Pages bring no outer width or padding of their own.
 */
export function AppShell() {
  const { role } = useAuth();
  const { pathname } = useLocation();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useRouteFocus();
  const hasNav = pathname === '/booking' || pathname === '/payments';
  const nav = hasNav ? role : null;

  return (
    <HeaderSlotContext value={slot}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-field bg-accent px-4 py-3 font-semibold text-accent-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className={cn('flex min-h-dvh flex-col', hasNav && 'has-bottom-bar')}>
        <Header slotRef={setSlot} hasNav={hasNav} />
        <div className="flex grow">
          {/* As wide as what comes, so that the page beside it does not move. */}
          {hasNav && <Suspense fallback={SIDE_NAV_PLACE}>{nav ? <SideNav role={nav} /> : SIDE_NAV_PLACE}</Suspense>}
          <main id="main" tabIndex={-1} className="min-w-0 grow pb-(--pcc-bottom-bar) outline-none lg:pb-0">
            <div
              className={cn(
                'mx-auto w-full max-w-content px-[1.125rem] pt-[1.375rem] pb-12 sm:px-8 sm:pt-8 print:p-0',
                hasNav && 'lg:px-9',
              )}
            >
              {/* A page that breaks leaves the header and the navigation standing. */}
              <Suspense fallback={<PageSkeleton />}>
                <ErrorBoundary key={pathname} fallback={(error) => <ErrorPage error={error} />}>
                  <Outlet />
                </ErrorBoundary>
              </Suspense>
            </div>
          </main>
        </div>
        {nav && (
          <Suspense fallback={null}>
            <BottomNav role={nav} />
          </Suspense>
        )}
      </div>
    </HeaderSlotContext>
  );
}
