/** What a column of the search index holds. */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'moment';

const KINDS: ReadonlyMap<string, ColumnKind> = new Map([
  ['user_id', 'text'],
  ['email', 'text'],
  ['name', 'text'],
  ['given_name', 'text'],
  ['family_name', 'text'],
  ['nickname', 'text'],
  ['username', 'text'],
  ['phone_number', 'text'],
  ['last_ip', 'text'],
  ['logins_count', 'number'],
  ['created_at', 'moment'],
  ['updated_at', 'moment'],
  ['last_login', 'moment'],
  ['blocked', 'boolean'],
  ['email_verified', 'boolean'],
  ['phone_verified', 'boolean'],
]);

/** What the column of this attribute holds; undefined for what is found by its terms. */
export function columnKind(field: string): ColumnKind | undefined {
  return KINDS.get(field);
}

/** Those that every user has. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['user_id', 'connection', 'created_at', 'updated_at']);

/** A column that lists can be put in the order of. */
export interface SortColumn {
  name: string;
  /** Whether there may be users without it. */
  nullable: boolean;
}

/**
 * The column behind a `sort`; undefined when lists cannot be put in this order, as by metadata.
 * The connection is that of the primary identity.
 */
export function sortColumn(field: string): SortColumn | undefined {
  const name = field === 'identities.connection' ? 'connection' : field;
  return KINDS.has(name) || name === 'connection' ? { name, nullable: !ALWAYS_THERE.has(name) } : undefined;
}
