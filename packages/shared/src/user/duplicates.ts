import { type DuplicateReason, duplicateReasons } from '../contract/identities.ts';
import type { User } from './user.ts';
import type { Identity } from './user-summary.ts';

/** A user as far as duplicates are told by it. */
export type ComparedUser = Pick<User, 'email' | 'email_verified' | 'phone_number' | 'name' | 'last_ip'> & {
  identities: readonly Pick<Identity, 'profileData'>[];
};

interface Address {
  email: string;
  verified: boolean;
}

/** The e-mail addresses of a user, those of linked identities among them, in lower case. */
export function addressesOf({ email, email_verified: verified, identities }: ComparedUser): Address[] {
  const all = [{ email, verified }, ...identities.map(({ profileData }) => linked(profileData))];
  return all.flatMap(({ email: address, verified: isVerified }) =>
    address === undefined || address === ''
      ? []
      : [{ email: address.toLowerCase(), verified: isVerified === true }],
  );
}

function linked(profile: Identity['profileData']) {
  return { email: profile?.email, verified: profile?.email_verified };
}

/**
 * What speaks for two users being one person, the strongest sign first; nothing where nothing does. A name
 * alone is no sign. An address that one of them has not verified may be claimed by somebody else, so it
 * is a weaker sign than a verified one, and a dangerous one to link by.
 * Source: auth0.com/docs/manage-users/user-accounts/user-account-linking
 */
export function duplicateSigns(one: ComparedUser, other: ComparedUser): DuplicateReason[] {
  const [mine, theirs] = [addressesOf(one), addressesOf(other)];
  const shared = mine.flatMap((address) =>
    theirs.filter(({ email }) => email === address.email).map((match) => address.verified && match.verified),
  );
  const locals = new Set(mine.map(({ email }) => localPart(email)));
  const isNamedAlike = isSame(one.name?.trim().toLowerCase(), other.name?.trim().toLowerCase());
  const signs: Record<DuplicateReason, boolean> = {
    verified_email: shared.includes(true),
    phone_number: isSame(one.phone_number, other.phone_number),
    email: shared.length > 0 && !shared.includes(true),
    name_and_local_part:
      isNamedAlike && shared.length === 0 && theirs.some(({ email }) => locals.has(localPart(email))),
    name_and_ip: isNamedAlike && isSame(one.last_ip, other.last_ip),
  };
  return duplicateReasons.filter((reason) => signs[reason]);
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one !== '' && one === other;
}

function localPart(email: string): string {
  return email.split('@')[0] ?? '';
}
