import type { UserProfile } from '../store/schema.ts';
import { makeUser } from './person.ts';
import { createRandom, type Random } from './random.ts';
import { SEED_ORGANIZATIONS, type SeedOrganization } from './organization-list.ts';
import { SEED_ROLES, type SeedRole } from './roles.ts';

/** That somebody is a member of an organization, and with which roles. */
export interface SeedMembership {
  organization_id: string;
  user_id: string;
  roles: readonly SeedRole[];
}

const [ACME, CONTOSO, ...OTHERS] = SEED_ORGANIZATIONS;
const [FIRST_OTHER = ACME, ...MORE_OTHERS] = OTHERS;

/** Where the demonstration accounts belong, by the local part of their addresses. */
const DEMONSTRATION: Readonly<Record<string, readonly (SeedOrganization | undefined)[]>> = {
  admin: [ACME, FIRST_OTHER],
  support: [ACME, CONTOSO],
  viewer: [FIRST_OTHER],
};

/** Where a demonstration account is a member. */
export function membershipsOfDemonstrationUser({ user_id, nickname = '' }: UserProfile): SeedMembership[] {
  return (DEMONSTRATION[nickname] ?? []).flatMap((organization) =>
    organization === undefined
      ? []
      : [{ organization_id: organization.id, user_id, roles: [SEED_ROLES.administrator] }],
  );
}

/** Where the `index`-th person is a member: nowhere, in one organization, or in two. */
export function membershipsOfPerson(index: number): SeedMembership[] {
  const { user_id, identities } = makeUser(index).profile;
  const random = createRandom(9_000_011 + index);
  const home = homeOf(identities[0]?.connection, random);
  const second = random.chance(0.1) ? random.pick([FIRST_OTHER, ...MORE_OTHERS]) : undefined;
  return [...new Set([home, second])].flatMap((organization) =>
    organization === undefined ? [] : [{ organization_id: organization.id, user_id, roles: rolesOf(random) }],
  );
}

/** Who signs in with the directory of a customer belongs to it; staff belongs to nobody. */
function homeOf(connection: string | undefined, random: Random): SeedOrganization | undefined {
  switch (connection) {
    case 'Acme-SAML':
      return ACME;
    case 'Contoso-AD':
      return CONTOSO;
    case 'Staff-Directory':
      return undefined;
    default:
      return random.chance(0.55) ? random.pick([FIRST_OTHER, ...MORE_OTHERS]) : undefined;
  }
}

function rolesOf(random: Random): SeedRole[] {
  const role = random.pick([SEED_ROLES.customer, SEED_ROLES.customer, SEED_ROLES.bookingAgent]);
  if (random.chance(0.3)) return [];
  return random.chance(0.15) ? [role, SEED_ROLES.billingClerk] : [role];
}
