import { isExactOnly } from '@rollcall/shared/query/fields.ts';
import { flattenUser, type Leaf } from '@rollcall/shared/query/flatten.ts';
import type { UserProfile } from '../store/schema.ts';
import { columnKind } from './columns.ts';

/** What a search sees of a user: a row of the index, and the words it needs in the vocabulary. */
export interface IndexEntry {
  row: IndexRow;
  vocabulary: readonly Word[];
}

/** A row of the search index; its terms are hashed when it is written. */
interface IndexRow {
  user_id: string;
  email: string | null;
  name: string | null;
  given_name: string | null;
  family_name: string | null;
  nickname: string | null;
  username: string | null;
  phone_number: string | null;
  last_ip: string | null;
  connection: string | null;
  logins_count: number | null;
  created_at: string | null;
  updated_at: string | null;
  last_login: string | null;
  blocked: boolean | null;
  email_verified: boolean | null;
  phone_verified: boolean | null;
  terms: readonly string[];
}

/** One value under one path that a wildcard or a range may mean. */
interface Word {
  term: string;
  field: string;
  text: string | null;
  number: number | null;
}

/**
 * What a search sees of a user. Root attributes have columns of their own. For everything else the
 * terms answer any equality and any `_exists_` from one index; wildcards and ranges become those
 * terms that the vocabulary knows for them. Texts whose case does not count are in lower case.
 *
 * @param organizations the ids of those the user is a member of.
 */
export function indexUser(user: UserProfile, organizations: readonly string[] = []): IndexEntry {
  const { values, paths } = flattenUser({ ...user, organization_id: organizations });
  const text = (field: string) => {
    const [value] = values.get(field) ?? [];
    return typeof value === 'string' ? value : null;
  };
  const terms = new Set<string>();
  const vocabulary: Word[] = [];
  for (const [field, leaves] of values) {
    if (columnKind(field) !== undefined) continue;
    for (const leaf of leaves) {
      const term = valueTerm(field, leaf);
      terms.add(term);
      if (!isExactOnly(field) && typeof leaf !== 'boolean') vocabulary.push(wordOf(term, field, leaf));
    }
  }
  for (const path of paths) if (columnKind(path) === undefined) terms.add(pathTerm(path));
  const row = {
    user_id: user.user_id,
    email: text('email'),
    name: text('name'),
    given_name: text('given_name'),
    family_name: text('family_name'),
    nickname: text('nickname'),
    username: text('username'),
    phone_number: text('phone_number'),
    last_ip: text('last_ip'),
    connection: user.identities[0]?.connection ?? '',
    logins_count: user.logins_count ?? null,
    created_at: user.created_at,
    updated_at: user.updated_at,
    last_login: user.last_login ?? null,
    blocked: user.blocked ?? null,
    email_verified: user.email_verified ?? null,
    phone_verified: user.phone_verified ?? null,
    terms: [...terms],
  };
  return { row, vocabulary };
}

function wordOf(term: string, field: string, leaf: string | number): Word {
  return typeof leaf === 'string'
    ? { term, field, text: leaf, number: null }
    : { term, field, text: null, number: leaf };
}

/** The term of a user who has this value under this path; a number and its text are two. */
export function valueTerm(path: string, value: Leaf): string {
  return JSON.stringify([path, value]);
}

/** The term of a user who has anything at or below this path. */
export function pathTerm(path: string): string {
  return JSON.stringify([path]);
}
