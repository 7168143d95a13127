import type { SearchSchemaInput } from '@tanstack/react-router';

/** Why somebody sees the sign-in page. */
const signInReasons = ['signed_out', 'not_a_team_member', 'expired', 'denied', 'failed'] as const;
export type SignInReason = (typeof signInReasons)[number];

/** Reads the address; an unknown reason is none. */
export function readSignInSearch(search: { reason?: SignInReason } & SearchSchemaInput): {
  reason?: SignInReason;
} {
  const reason = signInReasons.find((known) => known === search.reason);
  return reason === undefined ? {} : { reason };
}
