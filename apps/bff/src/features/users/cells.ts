import { maskOver } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { cellOf } from '@rollcall/shared/user/columns.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TeamMember } from '../../store/team.ts';

/** The root attributes that cells are read from. */
export function rootsOf(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => path.split('.').slice(0, 1)))];
}

/** Users with what these columns show of them; what is hidden from the member has no cell. */
export function withCells<User extends TenantUser>(
  member: TeamMember,
  users: readonly User[],
  paths: readonly string[],
): (User & { cells?: Record<string, string | number | boolean> })[] {
  if (paths.length === 0) return [...users];
  return users.map((user) => {
    const shown = maskUser(maskOver(member.grants, user), user);
    const cells = paths.flatMap((path): [string, string | number | boolean][] => {
      const value = cellOf(path, shown);
      return value === undefined ? [] : [[path, value]];
    });
    return { ...user, cells: Object.fromEntries(cells) };
  });
}
