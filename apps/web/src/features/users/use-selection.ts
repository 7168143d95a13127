import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import { useMe } from '../../api/me.ts';
import { keepInTab, readFromTab } from '../../lib/kept-in-tab.ts';
import { countOf, SelectedUsers } from '../../lib/selected-users.ts';
import type { ListSearch } from './search-params.ts';

/** As much of a user as is kept of who was selected: what can be copied. */
type SelectedUser = Pick<UserSummary, 'user_id' | 'email'>;

/** Which users are selected, across the pages of a list. */
export interface Selection {
  selected: SelectedUsers;
  count: number;
  /** The e-mail addresses of those who were selected one by one since the page was loaded. */
  emails: readonly string[];
  /** The walk that looks for all who match, to select them; empty for none. */
  collecting: string;
  has: (userId: string) => boolean;
  toggle: (user: SelectedUser) => void;
  /** Selects all of these, or none. */
  setAll: (users: readonly SelectedUser[], isSelected: boolean) => void;
  /** Selects everybody whom a walk has found. */
  setWalk: (walkId: string, count: number) => void;
  setCollecting: (walkId: string) => void;
  clear: () => void;
}

const key = 'selection';
const Kept = z.object({
  /** Which list it is of, and whose: another one begins with nobody selected. */
  of: z.string(),
  selected: SelectedUsers,
  collecting: z.string(),
});

interface State extends z.infer<typeof Kept> {
  emails: ReadonlyMap<string, string>;
  /** Who was selected in the list before, and is not any more. */
  before?: State;
}

const nobody: Omit<State, 'of' | 'before'> = {
  selected: { kind: 'ids', ids: [] },
  collecting: '',
  emails: new Map(),
};

/**
 * Keeps a selection, in this tab, for as long as the same users are asked for: over pages, orders, other screens
 * and a reload. With another filter nobody is selected any more, which is said, and can be taken back.
 */
export function useSelection({ q, role, organization, mfa }: ListSearch): Selection {
  const { member } = useMe();
  const of = JSON.stringify([member.id, q.trim(), role, organization, mfa]);
  const [state, setState] = useState<State>(() => begin(of));
  if (state.of !== of) setState({ ...nobody, of, before: state });
  useEffect(() => {
    keepInTab(key, { of: state.of, selected: state.selected, collecting: state.collecting });
  }, [state]);
  const { before } = state;
  useEffect(() => {
    if (before === undefined || countOf(before.selected) === 0) return;
    void sayCleared(countOf(before.selected), () => {
      setState((now) => ({ ...before, of: now.of }));
    });
  }, [before]);

  const { selected, emails } = state;
  const named = useMemo(() => new Set(selected.kind === 'ids' ? selected.ids : selected.except), [selected]);
  const change = useMemo(() => changesOf(setState), []);
  return {
    selected,
    count: countOf(selected),
    emails: selected.kind === 'ids' ? selected.ids.flatMap((id) => emails.get(id) ?? []) : [],
    collecting: state.collecting,
    has: (userId) => named.has(userId) === (selected.kind === 'ids'),
    ...change,
  };
}

function begin(of: string): State {
  const kept = readFromTab(key, Kept);
  return kept?.of === of ? { ...kept, emails: new Map() } : { ...nobody, of };
}

/** The ways to change it, which stay the same ones: rows that are handed them are not drawn anew. */
function changesOf(set: (change: (before: State) => State) => void) {
  const setAll = (users: readonly SelectedUser[], isSelected: boolean) => {
    set((before) => withUsers(before, users, isSelected));
  };
  return {
    setAll,
    toggle: (user: SelectedUser) => {
      set((before) => withUsers(before, [user], !isIn(before.selected, user.user_id)));
    },
    setWalk: (walkId: string, count: number) => {
      set(({ of }) => ({ ...nobody, of, selected: { kind: 'walk', walkId, count, except: [] } }));
    },
    setCollecting: (collecting: string) => {
      set((before) => ({ ...before, collecting }));
    },
    clear: () => {
      set(({ of }) => ({ ...nobody, of }));
    },
  };
}

function isIn(selected: SelectedUsers, userId: string): boolean {
  return selected.kind === 'ids' ? selected.ids.includes(userId) : !selected.except.includes(userId);
}

function withUsers(before: State, users: readonly SelectedUser[], isSelected: boolean): State {
  const { selected } = before;
  const ids = new Set(selected.kind === 'ids' ? selected.ids : selected.except);
  const emails = new Map(before.emails);
  for (const { user_id: id, email } of users) {
    if (isSelected === (selected.kind === 'ids')) ids.add(id);
    else ids.delete(id);
    if (email !== undefined) emails.set(id, email);
  }
  const listed = [...ids];
  const next: SelectedUsers =
    selected.kind === 'ids' ? { kind: 'ids', ids: listed } : { ...selected, except: listed };
  return countOf(next) > 0 ? { ...before, selected: next, emails } : { ...nobody, of: before.of };
}

async function sayCleared(count: number, undo: () => void): Promise<void> {
  const users = count === 1 ? 'One user is' : `${new Intl.NumberFormat('en').format(count)} users are`;
  const text = `${users} no longer selected: the list shows others now.`;
  // Rarely said, and not for the first load.
  const { toast } = await import('../../ui/toast.tsx');
  toast({ text, undo });
}
