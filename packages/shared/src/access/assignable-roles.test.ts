import { describe, expect, it } from 'vitest';
import { type AssignableRoles, assignableOver } from './assignable-roles.ts';
import type { Permission } from './permissions.ts';
import type { UserScope } from './user-scope.ts';
import type { z } from 'zod';

const everybody: UserScope = { all: true };
const europe: UserScope = { eq: { field: 'app_metadata.region', value: 'eu' } };
const [clerk, agent] = ['rol_BillingClerk0000', 'rol_BookingAgent0000'];
const european = { app_metadata: { region: 'eu' } };
const american = { app_metadata: { region: 'us' } };

function grant(
  scope: UserScope,
  assignableRoles?: z.infer<typeof AssignableRoles>,
  permissions: Permission[] = ['users:read', 'roles:assign'],
) {
  return { scope, permissions, assignableRoles };
}

describe('the roles that somebody may give', () => {
  it('are all of them over everybody, where none are named', () => {
    expect(assignableOver([grant(everybody)], american)).toBe('all');
  });

  it('are none over certain users, where none are named', () => {
    expect(assignableOver([grant(europe)], european)).toEqual(new Set());
  });

  it('are those that are named, over everybody too', () => {
    expect(assignableOver([grant(everybody, [clerk])], american)).toEqual(new Set([clerk]));
    expect(assignableOver([grant(europe, [clerk])], european)).toEqual(new Set([clerk]));
    expect(assignableOver([grant(everybody, [])], american)).toEqual(new Set());
  });

  it('are those of the grants that cover the user, together, and of no other', () => {
    const grants = [grant(europe, [clerk]), grant(everybody, [agent])];
    expect(assignableOver(grants, european)).toEqual(new Set([clerk, agent]));
    expect(assignableOver(grants, american)).toEqual(new Set([agent]));
  });

  it('come from no grant without roles:assign', () => {
    expect(assignableOver([grant(everybody, [clerk], ['users:read'])], european)).toEqual(new Set());
    expect(assignableOver([grant(everybody, undefined, ['users:read'])], european)).toEqual(new Set());
  });
});
