import { isCaseInsensitive, isSearchable } from './fields.ts';

/** A value as the search index holds it. */
export type Leaf = string | number | boolean;

/** A user as the search index holds it. */
export interface IndexedUser {
  /** The values under each searchable field. Texts of case-insensitive fields are in lower case. */
  values: ReadonlyMap<string, readonly Leaf[]>;
  /** Every path that has a value at or below it. */
  paths: ReadonlySet<string>;
}

/**
 * Lays a user's JSON out by path: array levels disappear, `null` and empty arrays and objects are
 * not indexed, and the domain of the e-mail address becomes a field of its own.
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function flattenUser(user: unknown): IndexedUser {
  const values = new Map<string, Leaf[]>();
  const paths = new Set<string>();
  const add = (path: string, leaf: Leaf) => {
    if (!isSearchable(path)) return;
    for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) paths.add(path.slice(0, end));
    const indexed = typeof leaf === 'string' && isCaseInsensitive(path) ? leaf.toLowerCase() : leaf;
    const known = values.get(path);
    if (known === undefined) values.set(path, [indexed]);
    else known.push(indexed);
  };
  const walk = (path: string, value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      add(path, value);
      if (path === 'email' && typeof value === 'string')
        add('email.domain', value.slice(value.lastIndexOf('@') + 1));
    } else if (Array.isArray(value)) {
      for (const element of value) walk(path, element);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, inner);
    }
  };
  walk('', user);
  return { values, paths };
}
