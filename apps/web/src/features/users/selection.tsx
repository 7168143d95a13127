import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { useState } from 'react';
import styles from './user-table.module.css';

/** As much of a selected user as is kept when the list moves on. */
interface SelectedUser {
  user_id: string;
  email?: string | undefined;
}

/** Which users are selected, across the pages of the list. */
export interface Selection {
  users: readonly SelectedUser[];
  has: (userId: string) => boolean;
  toggle: (user: SelectedUser) => void;
  /** Selects all of these, or none. */
  setAll: (users: readonly SelectedUser[], isSelected: boolean) => void;
  clear: () => void;
}

/** Keeps a selection while the page is open. */
export function useSelection(): Selection {
  const [selected, setSelected] = useState<ReadonlyMap<string, SelectedUser>>(new Map());
  const setAll = (users: readonly SelectedUser[], isSelected: boolean) => {
    setSelected((before) => {
      const next = new Map(before);
      for (const { user_id, email } of users) {
        if (isSelected) next.set(user_id, { user_id, email });
        else next.delete(user_id);
      }
      return next;
    });
  };
  return {
    users: [...selected.values()],
    has: (userId) => selected.has(userId),
    toggle: (user) => {
      setAll([user], !selected.has(user.user_id));
    },
    setAll,
    clear: () => {
      setSelected(new Map());
    },
  };
}

/** The box before a row. */
export function SelectUser({ user, selection }: { user: UserSummary; selection: Selection }) {
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label={`Select ${displayName(user)}`}
        checked={selection.has(user.user_id)}
        onChange={() => {
          selection.toggle(user);
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
