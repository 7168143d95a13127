import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import type { Selection } from './use-selection.ts';
import styles from './user-table.module.css';

interface SelectUserProps {
  user: UserSummary;
  isSelected: boolean;
  onToggle: (user: UserSummary) => void;
}

/** The box before a row. */
export function SelectUser({ user, isSelected, onToggle }: SelectUserProps) {
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label={`Select ${displayName(user)}`}
        checked={isSelected}
        onChange={() => {
          onToggle(user);
        }}
      />
    </label>
  );
}

/** The box above the rows: all of this page, some, or none. */
export function SelectAll({ users, selection }: { users: readonly UserSummary[]; selection: Selection }) {
  const count = users.filter(({ user_id: id }) => selection.has(id)).length;
  const isAll = count > 0 && count === users.length;
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label="Select all users of this page"
        disabled={users.length === 0}
        checked={isAll}
        ref={(input) => {
          if (input !== null) input.indeterminate = count > 0 && !isAll;
        }}
        onChange={() => {
          selection.setAll(users, !isAll);
        }}
      />
    </label>
  );
}
