import { flattenUser } from '@rollcall/shared/query/flatten.ts';
import type { JsonObject, UserProfile } from '../store/schema.ts';

/** The key of the document that lists every path holding a value. */
export const PATHS = '_exists_';

/** A row of the search index. */
export interface IndexRow {
  user_id: string;
  document: JsonObject;
  email: string | null;
  name: string | null;
  given_name: string | null;
  family_name: string | null;
  nickname: string | null;
  username: string | null;
  connection: string | null;
  logins_count: number | null;
  created_at: string | null;
  updated_at: string | null;
  last_login: string | null;
}

/**
 * What a search sees of a user. The document holds every searchable value under its full path, so
 * that one containment index answers any equality and any `_exists_`; the columns hold what is
 * compared by order or by part. Texts whose case does not count are in lower case in both.
 */
export function indexUser(user: UserProfile): IndexRow {
  const { values, paths } = flattenUser(user);
  const text = (field: string) => {
    const [value] = values.get(field) ?? [];
    return typeof value === 'string' ? value : null;
  };
  return {
    user_id: user.user_id,
    document: { ...Object.fromEntries(values), [PATHS]: [...paths] },
    email: text('email'),
    name: text('name'),
    given_name: text('given_name'),
    family_name: text('family_name'),
    nickname: text('nickname'),
    username: text('username'),
    connection: user.identities[0]?.connection ?? null,
    logins_count: user.logins_count ?? null,
    created_at: user.created_at,
    updated_at: user.updated_at,
    last_login: user.last_login ?? null,
  };
}
