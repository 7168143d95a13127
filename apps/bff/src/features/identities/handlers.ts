import type { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantUsers } from '../../management/users.ts';
import { findDuplicates } from './find-duplicates.ts';
import { type LinkDependencies, linkIdentity } from './link.ts';
import { unlinkIdentity } from './unlink.ts';

/** What the identities feature works with. */
interface IdentitiesDependencies extends LinkDependencies {
  users: TenantUsers;
}

/** The accounts behind one user: who may be the same person, linking two users, unlinking an identity. */
export function identitiesHandlers(dependencies: IdentitiesDependencies): HandlersOf<typeof identitiesRows> {
  return {
    findDuplicates: ({ member, user }) => findDuplicates(dependencies.users, member, user),
    linkIdentity: (call) => linkIdentity(dependencies, call),
    unlinkIdentity: (call) => unlinkIdentity(dependencies, call),
  };
}
