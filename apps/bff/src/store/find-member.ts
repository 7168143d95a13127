import { listRoles } from './roles.ts';
import type { Store } from './schema.ts';
import { readGrants, type TeamMember } from './team.ts';

/** A team member without a session, and the account of the tenant that they sign in with. */
export interface FoundMember {
  member: TeamMember;
  account: string | undefined;
}

/** The team member with this id as they are now; `undefined` when they are removed or disabled. */
export async function findMember(store: Store, id: string): Promise<FoundMember | undefined> {
  const row = await store
    .selectFrom('team_members')
    .select(['id', 'name', 'email', 'picture', 'grants', 'subject'])
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    member: {
      id: row.id,
      name: row.name ?? undefined,
      email: row.email ?? undefined,
      picture: row.picture ?? undefined,
      grants: readGrants(row.grants, await listRoles(store)),
    },
    account: row.subject ?? undefined,
  };
}
