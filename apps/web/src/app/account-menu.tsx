import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../api/me.ts';
import { setTheme, type Theme, themes, useTheme } from '../lib/theme.ts';
import { hasUnsavedChanges } from '../lib/unsaved-changes.ts';
import { type MenuAction, MenuButton } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { AccountName, memberName } from './account-name.tsx';
import { signOut } from './sign-out.ts';

// Asked only over a form, whose page has brought the dialog's code.
const LeaveDialog = lazy(async () => ({ default: (await import('../ui/leave-dialog.tsx')).LeaveDialog }));

const looks: Record<Theme, { label: string; icon: MenuAction['icon'] }> = {
  system: { label: 'Theme: as the system', icon: <Monitor aria-hidden /> },
  light: { label: 'Theme: light', icon: <Sun aria-hidden /> },
  dark: { label: 'Theme: dark', icon: <Moon aria-hidden /> },
};

/** Who is signed in, in which team role; the theme, and the way out. */
export function AccountMenu() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const theme = useTheme();
  const name = memberName(useMe());
  const [isAsking, setAsking] = useState(false);
  const leave = () => {
    signOut(queryClient).catch(() => {
      toast({ text: 'Signing out did not work. You are still signed in.', tone: 'red' });
    });
  };
  const items: MenuAction[] = [
    {
      id: 'account',
      label: 'My account',
      icon: <UserRound aria-hidden />,
      onAction: () => void navigate({ to: '/account' }),
    },
    ...themes.map((choice) => ({
      id: choice,
      ...looks[choice],
      isCurrent: choice === theme,
      onAction: () => {
        setTheme(choice);
      },
    })),
    {
      id: 'sign-out',
      label: 'Sign out',
      icon: <LogOut aria-hidden />,
      onAction: () => {
        if (hasUnsavedChanges()) setAsking(true);
        else leave();
      },
    },
  ];
  return (
    <>
      <MenuButton label={`Account: ${name}`} items={items} variant="quiet">
        <AccountName />
      </MenuButton>
      {isAsking && (
        <Suspense>
          <LeaveDialog
            isOpen
            onStay={() => setAsking(false)}
            onLeave={() => {
              setAsking(false);
              leave();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
