import { createHash } from 'node:crypto';
import { flattenUser, type Leaf } from '@rollcall/shared/query/flatten.ts';
import type { JsonObject, UserProfile } from '../store/schema.ts';

/** A row of the search index. */
export interface IndexRow {
  user_id: string;
  /** Every searchable value under its path, for what is compared by order or by part. */
  document: JsonObject;
  /** Every pair of path and value, and every path that has one, for equality and presence. */
  terms: readonly string[];
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
 * What a search sees of a user. The terms answer any equality and any `_exists_` from one exact
 * index, without a look at the row; the columns have indexes of their own; the document serves the
 * rest. Texts whose case does not count are in lower case in all of them.
 *
 * @param organizations the ids of those the user is a member of.
 */
export function indexUser(user: UserProfile, organizations: readonly string[] = []): IndexRow {
  const { values, paths } = flattenUser({ ...user, organization_id: organizations });
  const text = (field: string) => {
    const [value] = values.get(field) ?? [];
    return typeof value === 'string' ? value : null;
  };
  return {
    user_id: user.user_id,
    document: Object.fromEntries(values),
    terms: [
      ...new Set([...values].flatMap(([path, leaves]) => leaves.map((leaf) => valueTerm(path, leaf)))),
      ...[...paths].map(pathTerm),
    ],
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

/** The longest term an index entry is made of as it is; PostgreSQL's own limit is near 2,700 bytes. */
const LONGEST = 500;

/** The term of a user who has this value under this path; a number and its text are two. */
export function valueTerm(path: string, value: Leaf): string {
  return shorten(JSON.stringify([path, value]));
}

/** The term of a user who has anything at or below this path. */
export function pathTerm(path: string): string {
  return shorten(JSON.stringify([path]));
}

function shorten(term: string): string {
  return term.length <= LONGEST ? term : createHash('sha256').update(term).digest('hex');
}
