import {
  type Permission,
  permissionGroups,
  permissions as sentences,
  unscopedPermissions,
} from '@rollcall/shared/access/permissions.ts';
import styles from './permissions.module.css';

interface PermissionSentencesProps {
  permissions: readonly Permission[];
  /** What is not about users is given over everybody or not at all. */
  isOverEverybody: boolean;
}

/** What a set of permissions allows, in groups, a sentence each. */
export function PermissionSentences({ permissions, isOverEverybody }: PermissionSentencesProps) {
  const groups = permissionGroups
    .map((group) => ({ ...group, permissions: group.permissions.filter((one) => permissions.includes(one)) }))
    .filter((group) => group.permissions.length > 0);
  return (
    <div className={styles.summary}>
      {groups.map((group) => (
        <div key={group.title}>
          <h5 className={styles.groupTitle}>{group.title}</h5>
          <ul className={styles.sentences}>
            {group.permissions.map((permission) => {
              const isIdle = !isOverEverybody && unscopedPermissions.has(permission);
              return (
                <li key={permission} data-idle={isIdle}>
                  <span>{sentences[permission]}</span>
                  {isIdle && <span className={styles.idle}> – only over all users</span>}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </div>
  );
}
