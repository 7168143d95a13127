import { expect, it } from 'vitest';
import type { Row } from './row.ts';
import { rows } from './rows.ts';

/** The acts that give somebody more in the customer's applications, or that cannot simply be taken back. */
const careful = {
  assignUserRoles: 'raise',
  assignUserPermissions: 'raise',
  addUserToOrganization: 'raise',
  setOrganizationRoles: 'raise',
  inviteUser: 'raise',
  removeUserFromOrganization: undefined,
  linkIdentity: undefined,
  unlinkIdentity: undefined,
} as const;

it.each(Object.entries(careful))('%s asks for a fresh sign-in', (name, toOneself) => {
  const row: Row | undefined = Object.entries<Row>(rows).find(([key]) => key === name)?.[1];
  expect(row?.stepUp).toBe(true);
  expect(row?.notToOneself).toBe(toOneself);
});

it.each(['addUserToOrganization', 'setOrganizationRoles', 'inviteUser'] as const)(
  '%s gives roles only to whoever has roles:assign',
  (name) => {
    expect(rows[name].fields.roles.permission).toBe('roles:assign');
  },
);
