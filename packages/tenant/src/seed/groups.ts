import { SEED_ROLES, type SeedRole } from './roles.ts';

/** A group of the seed, with the roles it brings and the share of its connection's users who are in it. */
export interface SeedGroup {
  id: string;
  name: string;
  external_id: string | null;
  /** The name of its connection; null for a group of the tenant's own. */
  connection: string | null;
  roles: readonly SeedRole[];
  share: number;
}

const CONTOSO = 'Contoso-AD';
const ACME = 'Acme-SAML';

/** The groups that the directories of Contoso and Acme bring, and one of Meridian's own. */
export const SEED_GROUPS: readonly SeedGroup[] = [
  {
    id: 'grp_ContosoFreight11',
    name: 'Freight Desk',
    external_id: 'b5d6a0c2-6f0e-4c7b-9a55-0d4f3b1e7a01',
    connection: CONTOSO,
    roles: [SEED_ROLES.bookingAgent],
    share: 0.5,
  },
  {
    id: 'grp_ContosoFinance11',
    name: 'Finance',
    external_id: 'b5d6a0c2-6f0e-4c7b-9a55-0d4f3b1e7a02',
    connection: CONTOSO,
    roles: [SEED_ROLES.billingClerk, SEED_ROLES.auditor],
    share: 0.2,
  },
  {
    id: 'grp_ContosoEveryone1',
    name: 'All Employees',
    external_id: 'b5d6a0c2-6f0e-4c7b-9a55-0d4f3b1e7a03',
    connection: CONTOSO,
    roles: [SEED_ROLES.customer],
    share: 1,
  },
  {
    id: 'grp_AcmeProcurement1',
    name: 'Procurement',
    external_id: 'cn=procurement,ou=groups,dc=acme,dc=example',
    connection: ACME,
    roles: [SEED_ROLES.customer],
    share: 0.7,
  },
  {
    id: 'grp_AcmeBudgets1111',
    name: 'Controlling',
    external_id: 'cn=controlling,ou=groups,dc=acme,dc=example',
    connection: ACME,
    roles: [SEED_ROLES.analyst],
    share: 0.25,
  },
  {
    id: 'grp_MeridianBeta1111',
    name: 'Beta Testers',
    external_id: null,
    connection: null,
    roles: [],
    share: 0.03,
  },
];
