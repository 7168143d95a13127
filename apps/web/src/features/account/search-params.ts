import type { SearchSchemaInput } from '@tanstack/react-router';

/** Why somebody sees the sign-in page. */
const signInReasons = ['signed_out', 'not_a_team_member', 'expired', 'denied', 'failed'] as const;
export type SignInReason = (typeof signInReasons)[number];

/** What the sign-in page is told by its address. */
interface SignInSearch {
  reason?: SignInReason | undefined;
  /** The e-mail address that was invited into the team; the link of an invitation has it. */
  invited?: string | undefined;
}

/** Reads the address; an unknown reason is none, and what is no e-mail address was not invited. */
export function readSignInSearch(search: SignInSearch & SearchSchemaInput): SignInSearch {
  const reason = signInReasons.find((known) => known === search.reason);
  const { invited } = search;
  const isAddress = typeof invited === 'string' && /^[^\s@]{1,64}@[^\s@]{1,253}$/.test(invited);
  // The router lays this over what the address says, so what is left out would stay as it was there.
  return { reason, invited: isAddress ? invited : undefined };
}
