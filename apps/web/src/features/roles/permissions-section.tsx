import { type ApiPermission, rolesRows } from '@rollcall/shared/contract/roles.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useKeptDialog } from '../../lib/kept-dialog.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Why } from '../../ui/why.tsx';
import { byApi } from './access-groups.ts';
import { GivePermissionsDialog } from './give-permissions-dialog.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { userPermissionsQuery } from './queries.ts';
import styles from './roles.module.css';
import { Section } from '../../ui/section.tsx';
import { TakePermissionDialog } from './take-permission-dialog.tsx';

/** The permissions that were given to the user without a role. */
export function PermissionsSection({ user }: { user: UserDetail }) {
  const mayRead = useMay(rolesRows.listUserPermissions, [], user);
  const mayGive = useMay(rolesRows.assignUserPermissions, [], user);
  const mayOffer = useMay(rolesRows.listAssignablePermissions, [], user);
  const mayTake = useMay(rolesRows.removeUserPermissions, [], user);
  const { data, error, refetch } = useQuery({
    ...userPermissionsQuery(user.user_id),
    enabled: mayRead.allowed,
  });
  const [open, setOpen] = useKeptDialog(`permissions ${user.user_id}`, ['give']);
  const [taken, setTaken] = useState<ApiPermission>();
  const close = () => {
    setOpen(undefined);
    setTaken(undefined);
  };

  return (
    <Section
      title="Direct permissions"
      text="Given to this user alone. A role is easier to look after."
      acts={[
        {
          label: 'Give permissions',
          icon: <Plus aria-hidden />,
          may: mayGive.allowed ? mayOffer : mayGive,
          onPress: () => setOpen('give'),
        },
      ]}
    >
      {!mayRead.allowed && <Why sentence={mayRead.sentence} />}
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {mayRead.allowed && data === undefined && error === null && <ListSkeleton />}
      {data?.complete === false && <Notice>Only the first 1,000 permissions were looked at.</Notice>}
      {data !== undefined && data.permissions.length === 0 && (
        <p className={styles.none}>No direct permissions.</p>
      )}
      {byApi(data?.permissions ?? []).map(({ api, name, permissions }) => (
        <div key={api} className={styles.api}>
          <h3 className={styles.apiName} title={api}>
            <bdi>{name}</bdi>
          </h3>
          <ul className={styles.list} aria-label={`Direct permissions of ${name}`}>
            {permissions.map((permission) => (
              <li key={permission.permission_name} className={styles.item}>
                <div className={styles.words}>
                  <code className={styles.code}>{permission.permission_name}</code>
                  {permission.description !== undefined && (
                    <span className={styles.text}>{permission.description}</span>
                  )}
                </div>
                {mayTake.allowed && (
                  <IconButton
                    label={`Take the permission ${permission.permission_name}`}
                    size="small"
                    icon={<X aria-hidden />}
                    onPress={() => setTaken(permission)}
                  />
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {open === 'give' && (
        <GivePermissionsDialog user={user} held={data?.permissions ?? []} onClose={close} />
      )}
      {taken !== undefined && <TakePermissionDialog user={user} permission={taken} onClose={close} />}
    </Section>
  );
}
