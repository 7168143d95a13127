import {
  type Permission,
  permissionGroups,
  permissions as sentences,
} from '@rollcall/shared/access/permissions.ts';
import { Check, Minus } from 'lucide-react';
import { Checkbox } from '../../ui/checkbox.tsx';
import { openedRows } from './opened-rows.ts';
import styles from './permissions.module.css';

interface PermissionListProps {
  given: readonly Permission[];
  /** Absent where it is there to read. */
  onChange?: (permissions: Permission[]) => void;
  /** Why a permission cannot be given, in a sentence. */
  obstacleTo?: (permission: Permission) => string | undefined;
}

/** All permissions in groups: what each allows in a sentence, and the rows that it opens. */
export function PermissionList({ given, onChange, obstacleTo }: PermissionListProps) {
  return (
    <div className={styles.groups}>
      {permissionGroups.map((group) => (
        <fieldset key={group.title} className={styles.group}>
          <legend>{group.title}</legend>
          {group.permissions.map((permission) => {
            const isGiven = given.includes(permission);
            const obstacle = obstacleTo?.(permission);
            return (
              <div key={permission} className={styles.permission}>
                {onChange === undefined ? (
                  <Fixed permission={permission} isGiven={isGiven} />
                ) : (
                  <Checkbox
                    isSelected={isGiven}
                    isDisabled={obstacle !== undefined}
                    description={
                      <>
                        <code>{permission}</code>
                        {obstacle !== undefined && ` – ${obstacle}`}
                      </>
                    }
                    onChange={(isWanted) => {
                      onChange(
                        isWanted ? [...given, permission] : given.filter((other) => other !== permission),
                      );
                    }}
                  >
                    {sentences[permission]}
                  </Checkbox>
                )}
                <Opens permission={permission} />
              </div>
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}

function Fixed({ permission, isGiven }: { permission: Permission; isGiven: boolean }) {
  return (
    <div className={styles.fixed} data-given={isGiven}>
      {isGiven ? <Check aria-label="Allowed:" /> : <Minus aria-label="Not allowed:" />}
      <span>
        {sentences[permission]} <code>{permission}</code>
      </span>
    </div>
  );
}

function Opens({ permission }: { permission: Permission }) {
  const opened = openedRows(permission);
  return (
    <details className={styles.opens}>
      <summary>
        Opens: {opened.length} {opened.length === 1 ? 'row' : 'rows'}
      </summary>
      <ul className={styles.rows}>
        {opened.map(({ method, path, title, fields }) => (
          <li key={method + path}>
            <span>
              {title}
              {fields.length > 0 && ` (${fields.join(', ')})`}
            </span>
            <code>
              {method} {path}
            </code>
          </li>
        ))}
      </ul>
    </details>
  );
}
