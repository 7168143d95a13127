/**
 * The syntax tree of a user search, in the subset of Lucene that Auth0 accepts.
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export type Query =
  /** The empty query: every user. */
  | { kind: 'all' }
  | { kind: 'and' | 'or'; operands: readonly Query[] }
  | { kind: 'not'; operand: Query }
  /** `field` is undefined for a bare term, which looks into several root attributes. */
  | { kind: 'term'; field: string | undefined; value: Value }
  | { kind: 'exists'; field: string };

/** What a term asks of a value. Values are never tokenised: a text means the whole value. */
export type Value =
  | { kind: 'text'; text: string }
  /** Split at each `*`: `j*` is `['j', '']`, `*usa` is `['', 'usa']`. */
  | { kind: 'pattern'; parts: readonly string[] }
  /** An undefined end is open. */
  | {
      kind: 'range';
      from: string | undefined;
      to: string | undefined;
      includeFrom: boolean;
      includeTo: boolean;
    };
