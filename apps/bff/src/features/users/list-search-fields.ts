import { maskForSearches, maskOver } from '@rollcall/shared/access/decision.ts';
import { isPartlyMasked, maskUser } from '@rollcall/shared/access/mask.ts';
import type { SearchField } from '@rollcall/shared/contract/search-fields.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import { searchUsers } from './search-users.ts';

type Type = SearchField['types'][number];

/** How many paths are told at most: more would not be read. */
const most = 500;
const deepest = 8;

/**
 * The paths into metadata that a team member can search by: the custom fields, and what is seen in the users
 * who were changed last. Paths and types only, never a value, and nothing of what is hidden from them.
 */
export async function listSearchFields(
  users: TenantUsers,
  customFields: readonly CustomField[],
  member: TeamMember,
): Promise<{ fields: SearchField[] }> {
  const page = { q: '', page: 0, per_page: 100, sort: 'updated_at:-1' } as const;
  const latest = await searchUsers(users, member, { kind: 'all' }, page, ['user_metadata', 'app_metadata']);
  const seen = new Map<string, Set<Type>>();
  for (const user of latest.users) {
    const { user_metadata, app_metadata } = maskUser(maskOver(member.grants, user), user);
    gather(seen, 'user_metadata', user_metadata, 0);
    gather(seen, 'app_metadata', app_metadata, 0);
  }
  const titled = new Map(customFields.map((field) => [field.key, field]));
  const paths = [...new Set([...titled.keys(), ...[...seen.keys()].toSorted()])];
  const mask = maskForSearches(member.grants);
  const fields = paths
    .filter((path) => !isPartlyMasked(mask, path))
    .slice(0, most)
    .map((path): SearchField => {
      const custom = titled.get(path);
      const types = new Set(seen.get(path));
      if (custom !== undefined) types.add(custom.type === 'integer' ? 'number' : custom.type);
      return { path, types: [...types], ...(custom === undefined ? {} : { title: custom.title }) };
    });
  return { fields };
}

function gather(seen: Map<string, Set<Type>>, path: string, value: unknown, depth: number): void {
  if (Array.isArray(value)) {
    for (const item of value) gather(seen, path, item, depth + 1);
    return;
  }
  if (depth > 0) note(seen, path, value);
  if (!isJsonObject(value) || depth >= deepest) return;
  for (const [key, inner] of Object.entries(value)) {
    // Any other key could not be told from a path in a query.
    if (/^[A-Za-z0-9_-]{1,64}$/.test(key)) gather(seen, `${path}.${key}`, inner, depth + 1);
  }
}

function note(seen: Map<string, Set<Type>>, path: string, value: unknown): void {
  const type = isJsonObject(value) ? 'object' : typeof value;
  // What is empty is not indexed, so it cannot be searched by.
  if (value === null || (type !== 'object' && type !== 'string' && type !== 'number' && type !== 'boolean'))
    return;
  seen.set(path, (seen.get(path) ?? new Set()).add(type));
}
