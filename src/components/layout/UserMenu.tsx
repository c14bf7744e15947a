import { Menu } from '@base-ui/react/menu';
import { Check, LogOut } from 'lucide-react';
import { Link, useNavigate } from 'react-router-dom';
import { useAuth } from '@/components/auth/auth-context';
import { Avatar } from '@/components/ui/Avatar';
import { popupStyles } from '@/components/ui/popup-styles';
import { useToast } from '@/components/ui/use-toast';
import { cn } from '@/lib/cn';
import { toAppError } from '@/lib/errors';
import { setTheme, useTheme, type Theme } from '@/lib/theme';

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'Same as this device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const itemStyles =
  'flex min-h-10 items-center gap-3 rounded-small px-3 text-[0.9375rem] outline-none select-none data-highlighted:bg-accent-soft';

/** The signed-in person's menu: their pages, light or dark, and the way out. */
export function UserMenu() {
  const { profile, user, signOut } = useAuth();
  const theme = useTheme();
  const navigate = useNavigate();
  const toast = useToast();
  const name = profile?.full_name ?? user?.email ?? 'You';

  const leave = async () => {
    try {
      await signOut();
      await navigate('/');
    } catch (error) {
      toast.error(toAppError(error).message);
    }
  };

  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={`Account menu for ${name}`}
        className="grid size-11 place-items-center rounded-field transition-opacity hover:opacity-90"
      >
        <Avatar name={name} size="sm" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Menu.Popup className={cn(popupStyles, 'w-64 p-1')}>
            <div className="px-3 pt-2 pb-2.5">
              <p className="truncate font-semibold">{name}</p>
              <p className="truncate text-sm text-muted">{user?.email}</p>
            </div>
            <Menu.Separator className="mx-2 mb-1 h-px bg-line" />
            <Menu.Item className={itemStyles} render={<Link to="/booking" />}>
              Your bookings
            </Menu.Item>
            <Menu.Item className={itemStyles} render={<Link to="/booking?tab=settings" />}>
              Settings
            </Menu.Item>
            <Menu.Separator className="mx-2 my-1 h-px bg-line" />
            <Menu.RadioGroup value={theme} onValueChange={(value: Theme) => setTheme(value)}>
              <Menu.GroupLabel className="px-3 pt-1.5 pb-0.5 text-xs font-semibold text-muted">Appearance</Menu.GroupLabel>
              {themes.map(({ value, label }) => (
                <Menu.RadioItem key={value} value={value} closeOnClick={false} className={cn(itemStyles, 'justify-between')}>
                  {label}
                  <Menu.RadioItemIndicator>
                    <Check aria-hidden="true" className="size-4 text-accent" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="mx-2 my-1 h-px bg-line" />
            <Menu.Item className={itemStyles} onClick={() => void leave()}>
              <LogOut aria-hidden="true" strokeWidth={1.75} className="size-4 text-muted" />
              Sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
