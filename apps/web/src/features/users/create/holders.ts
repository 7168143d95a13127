import { isMasked } from '@rollcall/shared/access/mask.ts';
import { usersRows } from '@rollcall/shared/contract/users.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { NewUser } from '@rollcall/shared/user/user-input.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { userListsKey } from '../../../api/user-lists.ts';

/** What a connection can tell its users apart by. */
export const identifierFields = ['email', 'phone_number', 'username'] as const;
export type IdentifierField = (typeof identifierFields)[number];

/** Holders that are named; of more the list tells. */
const mostNamed = 3;

/**
 * What of a typed identifier can be looked up: nothing while it is not whole, where the connection does not
 * have it, or where it is hidden from whoever types, who would be refused.
 */
export function askedOf(
  field: IdentifierField,
  typed: string,
  { identifiers }: Connection,
  masked: readonly string[],
): string | undefined {
  if (identifiers[field] === 'none' || isMasked(masked, field)) return undefined;
  const { data } = NewUser.shape[field].safeParse(typed.trim());
  return data;
}

/**
 * Who has an identifier already, of those whom the team member may see. An e-mail address is known at once;
 * the others are found by the search index, which may lag, so that nobody found is no promise.
 */
export function holdersQuery(field: IdentifierField, value: string) {
  const q =
    field === 'email' ? value : printQuery({ kind: 'term', field, value: { kind: 'text', text: value } });
  return queryOptions({
    queryKey: [...userListsKey, 'holders', field, value],
    queryFn: async ({ signal }) =>
      (await call(usersRows.listUsers, { query: { q, per_page: mostNamed }, signal })).data,
    staleTime: 10_000,
  });
}

/** Whether a user's own account is of this connection, so that it keeps a second one from having the same. */
export function isOfConnection({ identities: [main] }: UserSummary, { name }: Connection): boolean {
  return main?.connection === name;
}
