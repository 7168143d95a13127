import type { Permission } from '@rollcall/shared/access/permissions.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMe } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { allUsers, searchOfView, useViews } from '../../api/views.ts';
import { offeredActs } from '../../lib/offered-acts.ts';
import { recentUserPages } from '../../lib/recent-users.ts';
import { copy } from '../../ui/copy.ts';
import { pages, tabs } from './places.ts';

/** Something that can be chosen. */
export interface Choice {
  id: string;
  label: string;
  detail?: string | undefined;
  run: () => void;
}

/** Choices of one kind. */
export interface Section {
  title: string;
  choices: Choice[];
}

/** What there is to choose for a typed text; what the team member may not do is not among it. */
export function useChoices(typed: string, found: readonly UserSummary[]): Section[] {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { permissions } = useMe();
  const views = useViews();
  const { userId }: { userId?: string } = useParams({ strict: false });
  const named = (choices: Choice[]) => choices.filter(({ label }) => isNamed(label, typed));
  const may = (needed: Permission | undefined) => needed === undefined || permissions.includes(needed);

  const toUser = (id: string, label: string, detail: string | undefined): Choice => ({
    id: `user ${id}`,
    label,
    detail: detail === label ? undefined : detail,
    run: () => void navigate({ to: '/users/$userId', params: { userId: id } }),
  });
  const recent = recentUserPages()
    .filter((id) => id !== userId && !found.some((user) => user.user_id === id))
    .map((id) => {
      const user = queryClient.getQueryData(userQuery(id).queryKey)?.data;
      return toUser(id, user === undefined ? id : displayName(user), id);
    });
  const ofUser: Choice[] =
    userId === undefined
      ? []
      : [
          ...offeredActs().map((act) => ({ ...act, id: `act ${act.id}` })),
          { id: 'copy', label: 'Copy user_id', detail: userId, run: () => void copy(userId) },
          ...tabs.map(({ to, label }) => ({
            id: `tab ${to}`,
            label: `Open ${label}`,
            run: () => void navigate({ to, params: { userId } }),
          })),
        ];
  return [
    {
      title: 'Users',
      choices: found.map((user) => toUser(user.user_id, displayName(user), user.email ?? user.user_id)),
    },
    { title: 'This user', choices: named(ofUser) },
    {
      title: 'Views',
      choices: named(
        views.map((view) => ({
          id: `view ${view.id}`,
          label: view.name,
          detail: view.is_own ? undefined : `Shared by ${view.maker ?? 'somebody who has left'}`,
          run: () => void navigate({ to: '/users', search: searchOfView(view) }),
        })),
      ),
    },
    { title: 'Recent users', choices: named(recent) },
    {
      title: 'Pages',
      choices: named(
        pages
          .filter(({ needs }) => may(needs))
          .map(({ to, label }) => ({
            id: `page ${to}`,
            label,
            run: () =>
              void (to === '/users' ? navigate({ to, search: { view: allUsers } }) : navigate({ to })),
          })),
      ),
    },
  ];
}

/** Whether each typed word begins somewhere in a name. */
function isNamed(label: string, typed: string): boolean {
  const name = label.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}
