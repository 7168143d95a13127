import { useQueryClient } from '@tanstack/react-query';
import { teamRoles } from '@rollcall/shared/access/team-roles.ts';
import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useMe } from '../api/me.ts';
import { setTheme, type Theme, themes, useTheme } from '../lib/theme.ts';
import { Avatar } from '../ui/avatar.tsx';
import { type MenuAction, MenuButton } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './shell.module.css';
import { signOut } from './sign-out.ts';

const looks: Record<Theme, { label: string; icon: MenuAction['icon'] }> = {
  system: { label: 'Theme: as the system', icon: <Monitor aria-hidden /> },
  light: { label: 'Theme: light', icon: <Sun aria-hidden /> },
  dark: { label: 'Theme: dark', icon: <Moon aria-hidden /> },
};

/** Who is signed in, in which team role; the theme, and the way out. */
export function AccountMenu() {
  const queryClient = useQueryClient();
  const { member } = useMe();
  const theme = useTheme();
  const name = member.name ?? member.email ?? member.id;
  const roles = member.roles.map((role) => teamRoles[role].title).join(', ');
  const items: MenuAction[] = [
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
        signOut(queryClient).catch(() => {
          toast({ text: 'Signing out did not work. You are still signed in.', tone: 'red' });
        });
      },
    },
  ];
  return (
    <MenuButton label={`Account: ${name}`} items={items} variant="quiet">
      <span className={styles.account}>
        <Avatar name={name} picture={member.picture} />
        <span className={styles.accountText}>
          <bdi className={styles.accountName}>{name}</bdi>
          <span className={styles.accountRole}>{roles}</span>
        </span>
        <ChevronsUpDown aria-hidden />
      </span>
    </MenuButton>
  );
}
