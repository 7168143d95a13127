import { randomBytes } from 'node:crypto';
import { allPermissions } from '@rollcall/shared/access/permissions.ts';
import type { TeamRole } from '@rollcall/shared/access/team-roles.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Store } from './schema.ts';

/** All roles that the team has made, as one JSON object by id. */
export const customRoles = sql`(select coalesce(jsonb_object_agg(team_roles.id,
  jsonb_build_object('title', team_roles.title, 'permissions', team_roles.permissions)), '{}') from team_roles)`;

const CustomRoles = z.record(
  z.string(),
  z.object({ title: z.string(), permissions: z.array(z.enum(allPermissions).or(z.string())) }),
);

/** The roles that the team has made, as stored. Permissions that are no more give nothing. */
export function readRoles(stored: unknown): Record<string, TeamRole> {
  const roles = CustomRoles.safeParse(stored).data ?? {};
  return Object.fromEntries(
    Object.entries(roles).map(([id, { title, permissions }]) => [
      id,
      { title, permissions: allPermissions.filter((permission) => permissions.includes(permission)) },
    ]),
  );
}

/** All roles that the team has made. */
export async function listRoles(store: Store): Promise<Record<string, TeamRole>> {
  const { rows } = await sql<{ roles: unknown }>`select ${customRoles} as roles`.execute(store);
  return readRoles(rows[0]?.roles);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id for a new role: `role_` and sixteen letters and digits. */
export function newRoleId(): string {
  // Of 64 values, 62 are letters or digits; the others are passed over, so that all are equally likely.
  const letters: string[] = [];
  while (letters.length < 16) {
    letters.push(...[...randomBytes(16)].flatMap((byte) => alphabet[byte % 64] ?? []));
  }
  return `role_${letters.slice(0, 16).join('')}`;
}

/** Stores a role, a new one or one that is there already. */
export async function storeRole(store: Store, id: string, role: TeamRole): Promise<void> {
  const values = { title: role.title, permissions: JSON.stringify(role.permissions) };
  await store
    .insertInto('team_roles')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** Forgets a role. Grants that name it give nothing from then on. */
export async function deleteRole(store: Store, id: string): Promise<void> {
  await store.deleteFrom('team_roles').where('id', '=', id).execute();
}
