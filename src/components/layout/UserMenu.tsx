import { LogOut } from 'lucide-react';
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useAuth } from '@/components/viewer/auth-context';
import { Avatar } from '@/components/ui/Avatar';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { useToast } from '@/components/ui/use-toast';
import { toAppError } from '@/lib/errors';
import { setTheme, useTheme } from '@/lib/theme';

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const itemStyles =
  'flex min-h-touch w-full items-center gap-3 rounded-small px-3 text-left text-[0.9375rem] transition-colors duration-120 hover:bg-accent-soft focus-visible:-outline-offset-2';

/**
 * The signed-in person's menu: their pages, light or dark, and the way out. A native popover: Escape, a press outside
 * and the return of focus are the browser's, and it costs no script.
 */
export function UserMenu() {
  const { profile, user, signOut } = useAuth();
  const theme = useTheme();
  const navigate = useNavigate();
  const toast = useToast();
  const panel = useRef<HTMLDivElement>(null);
  const name = profile?.full_name ?? user?.email ?? 'You';

  const close = () => panel.current?.hidePopover();

  const leave = async () => {
    try {
      await signOut();
      await navigate('/');
    } catch (error) {
      toast.error(toAppError(error).message);
    }
  };

  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={`Account menu for ${name}`}
        className="grid size-11 place-items-center rounded-field transition-opacity hover:opacity-90"
      >
        <Avatar name={name} size="sm" />
      </button>
      <div
        ref={panel}
        id="account-menu"
        popover="auto"
        className="fixed inset-auto top-[4.25rem] right-[1.125rem] m-0 w-72 animate-rise rounded-card border border-line bg-surface p-1.5 text-ink shadow-raised sm:right-8"
      >
        <div className="border-b border-line px-3 pt-2 pb-3">
          <p className="truncate font-semibold">{name}</p>
          <p className="truncate text-sm text-muted">{user?.email}</p>
        </div>
        <nav aria-label="Account" className="grid gap-0.5 py-1.5">
          <Link to="/booking" onClick={close} className={itemStyles}>
            Your bookings
          </Link>
          <Link to="/payments" onClick={close} className={itemStyles}>
            Payments
          </Link>
          <Link to="/booking?tab=settings" onClick={close} className={itemStyles}>
            Settings
          </Link>
        </nav>
        <div className="border-y border-line px-3 pt-2.5 pb-3">
          <SegmentedControl showLabel label="Appearance" options={themes} value={theme} onValueChange={setTheme} />
        </div>
        <button type="button" onClick={() => void leave()} className={`${itemStyles} mt-1.5`}>
          <LogOut aria-hidden="true" strokeWidth={1.75} className="size-4 text-muted" />
          Sign out
        </button>
      </div>
    </>
  );
}
