import type { UserProfile } from '../store/schema.ts';
import { SEED_GROUPS, type SeedGroup } from './groups.ts';
import { makeUser } from './person.ts';
import { createRandom, type Random } from './random.ts';
import { SEED_ROLES, type SeedRole } from './roles.ts';

/** What somebody of the seed may do. */
export interface Access {
  user_id: string;
  roles: readonly SeedRole[];
  groups: readonly SeedGroup[];
  /** Given directly; every name of the seed belongs to one API. */
  permissions: readonly string[];
}

/** Added to the number of a person, so that roles do not follow from the name or the connection. */
const SALT = 0x5eed;
const STAFF: readonly [SeedRole, ...SeedRole[]] = [
  SEED_ROLES.bookingAgent,
  SEED_ROLES.bookingAgent,
  SEED_ROLES.rateManager,
  SEED_ROLES.billingClerk,
  SEED_ROLES.billingManager,
  SEED_ROLES.supportAgent,
  SEED_ROLES.supportAgent,
  SEED_ROLES.supportLead,
  SEED_ROLES.analyst,
  SEED_ROLES.auditor,
];
const EXTRA: readonly [string, ...string[]] = [
  'approve:invoices',
  'release:shipments',
  'export:reports',
  'read:audit_trail',
  'escalate:tickets',
];
const DEMONSTRATION: Readonly<Record<string, Omit<Access, 'user_id'>>> = {
  admin: { roles: [SEED_ROLES.administrator], groups: betaTesters(), permissions: [] },
  editor: {
    roles: [SEED_ROLES.supportLead, SEED_ROLES.billingClerk],
    groups: betaTesters(),
    permissions: ['approve:invoices'],
  },
  support: { roles: [SEED_ROLES.supportAgent], groups: [], permissions: ['release:shipments'] },
  viewer: { roles: [SEED_ROLES.analyst], groups: [], permissions: [] },
  auditor: { roles: [SEED_ROLES.auditor], groups: [], permissions: ['read:audit_trail'] },
};

function betaTesters(): SeedGroup[] {
  return SEED_GROUPS.filter(({ name }) => name === 'Beta Testers');
}

/** What an account for trying things out may do; `nobody` may do nothing. */
export function accessOfDemonstrationUser({ user_id, nickname = '' }: UserProfile): Access {
  return { user_id, ...(DEMONSTRATION[nickname] ?? { roles: [], groups: [], permissions: [] }) };
}

/** What the `index`-th person of the seed may do: always the same, however many people there are. */
export function accessOfPerson(index: number): Access {
  const { profile } = makeUser(index);
  const random = createRandom(SALT + index);
  return {
    user_id: profile.user_id,
    roles: rolesOf(random, profile),
    groups: groupsOf(random, profile),
    permissions: random.chance(0.06) ? [random.pick(EXTRA)] : [],
  };
}

function rolesOf(random: Random, { identities }: UserProfile): SeedRole[] {
  const connection = identities[0]?.connection;
  if (connection === 'Staff-Directory') {
    const more = random.chance(0.3) ? [random.pick(STAFF)] : [];
    return random.chance(0.02) ? [SEED_ROLES.administrator] : [random.pick(STAFF), ...more];
  }
  // Enterprise users have their roles through groups.
  if (connection === 'Contoso-AD' || connection === 'Acme-SAML') return [];
  return random.chance(0.8) ? [SEED_ROLES.customer] : [];
}

function groupsOf(random: Random, { identities }: UserProfile): SeedGroup[] {
  const connections = new Set<string | null>([null, ...identities.map(({ connection }) => connection)]);
  return SEED_GROUPS.filter(({ connection, share }) => connections.has(connection) && random.chance(share));
}
