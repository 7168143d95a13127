import { type Role, rolesRows } from '@rollcall/shared/contract/roles.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useKeptDialog } from '../../lib/kept-dialog.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Why } from '../../ui/why.tsx';
import { GiveRolesDialog } from './give-roles-dialog.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { userRolesQuery } from './queries.ts';
import styles from './roles.module.css';
import { Section } from '../../ui/section.tsx';
import { TakeRoleDialog } from './take-role-dialog.tsx';

/** The roles that were given to the user. Those of groups and organizations are told further down. */
export function RolesSection({ user }: { user: UserDetail }) {
  const mayRead = useMay(rolesRows.listUserRoles, [], user);
  const mayGive = useMay(rolesRows.assignUserRoles, [], user);
  const mayTake = useMay(rolesRows.removeUserRole, [], user);
  const { data, error, refetch } = useQuery({
    ...userRolesQuery(user.user_id),
    enabled: mayRead.allowed,
  });
  const [open, setOpen] = useKeptDialog(`roles ${user.user_id}`, ['give']);
  const [taken, setTaken] = useState<Role>();
  const close = () => {
    setOpen(undefined);
    setTaken(undefined);
  };

  return (
    <Section
      title="Roles"
      text="Given to this user. They count in your applications, not in Rollcall."
      acts={[
        { label: 'Give roles', icon: <Plus aria-hidden />, may: mayGive, onPress: () => setOpen('give') },
      ]}
    >
      {!mayRead.allowed && <Why sentence={mayRead.sentence} />}
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {mayRead.allowed && data === undefined && error === null && <ListSkeleton />}
      {data !== undefined && data.roles.length === 0 && <p className={styles.none}>No roles.</p>}
      {data !== undefined && data.roles.length > 0 && (
        <ul className={styles.list} aria-label="Roles">
          {data.roles.map((role) => (
            <li key={role.id} className={styles.item}>
              <div className={styles.words}>
                <span className={styles.name} title={role.id}>
                  <bdi>{role.name}</bdi>
                </span>
                {role.description !== undefined && <span className={styles.text}>{role.description}</span>}
              </div>
              {mayTake.allowed && (
                <IconButton
                  label={`Take the role ${role.name}`}
                  size="small"
                  icon={<X aria-hidden />}
                  onPress={() => setTaken(role)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {open === 'give' && <GiveRolesDialog user={user} held={data?.roles ?? []} onClose={close} />}
      {taken !== undefined && <TakeRoleDialog user={user} role={taken} onClose={close} />}
    </Section>
  );
}
