import { z } from 'zod';
import type { Permission } from './permissions.ts';
import { inUserScope, type ScopedUser, type UserScope } from './user-scope.ts';

/** The id of a role of the tenant. Source: Management API GET /api/v2/roles */
export const RoleId = z.string().regex(/^rol_[A-Za-z0-9]{16}$/, 'is not the id of a role');

/**
 * The roles of the tenant that a grant with `roles:assign` lets somebody give and take away. Where it is
 * absent: all of them over everybody, none over certain users.
 */
export const AssignableRoles = z.array(RoleId).max(50, 'At most 50 roles.').optional();

/** Everything, direct permissions among it, or these roles alone. */
export type Assignable = 'all' | ReadonlySet<string>;

/** A grant as far as it lets roles be given. */
interface RoleGrant {
  scope: UserScope;
  permissions: readonly Permission[];
  assignableRoles?: readonly string[] | undefined;
}

/** What one grant lets be given to the users that it covers. */
export function assignableBy({ scope, permissions, assignableRoles }: RoleGrant): Assignable {
  if (!permissions.includes('roles:assign')) return new Set();
  if (assignableRoles !== undefined) return new Set(assignableRoles);
  return 'all' in scope ? 'all' : new Set();
}

/**
 * What may be given to one user: what any grant that covers the user lets be given. Whoever is trusted with
 * certain users only is not trusted with every role of the customer's applications.
 */
export function assignableOver(grants: readonly RoleGrant[], user: ScopedUser): Assignable {
  const each = grants.filter(({ scope }) => inUserScope(scope, user)).map(assignableBy);
  return each.includes('all') ? 'all' : new Set(each.flatMap((roles) => (roles === 'all' ? [] : [...roles])));
}
